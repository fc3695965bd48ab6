//! The platform writes refusals in the language of the account (list of quirks, 2), which is why nobody can decide on
//! their text.

use serde::{Deserialize, Serialize};

use crate::answer::Refusal;

/// The language refusals are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Portuguese.
    Portuguese,
    /// Spanish.
    Spanish,
    /// Chinese.
    Chinese,
}

/// What a refusal is about; each is one sentence a language.
enum Meaning {
    Token,
    Permission,
    Missing,
    Throttled,
    NotReady,
    Picture,
    Window,
    Other,
}

impl Meaning {
    fn of(code: i64, subcode: Option<i64>) -> Self {
        match (code, subcode) {
            (190 | 102, _) => Self::Token,
            (10, Some(2_534_022)) => Self::Window,
            (10 | 200..=299, _) => Self::Permission,
            (100, Some(33)) | (803 | 24, _) => Self::Missing,
            (4 | 17 | 32 | 613 | 80001 | 80002 | 80006, _) => Self::Throttled,
            (9007, _) => Self::NotReady,
            (9004 | 36000 | 36001 | 36003 | 352, _) => Self::Picture,
            _ => Self::Other,
        }
    }

    /// Portuguese, Spanish, Chinese.
    fn said(&self) -> [&'static str; 3] {
        match self {
            Self::Token => [
                "Erro ao validar o token de acesso: a sessão não é mais válida.",
                "Error al validar el token de acceso: la sesión ya no es válida.",
                "验证访问令牌时出错：会话已失效。",
            ],
            Self::Permission => [
                "O aplicativo não tem permissão para esta ação.",
                "La aplicación no tiene permiso para esta acción.",
                "应用没有执行此操作的权限。",
            ],
            Self::Missing => [
                "O objeto não existe, não pode ser carregado ou não permite esta operação.",
                "El objeto no existe, no se puede cargar o no admite esta operación.",
                "该对象不存在、无法加载，或不支持此操作。",
            ],
            Self::Throttled => [
                "Muitas chamadas foram feitas. Aguarde um pouco e tente novamente.",
                "Se han realizado demasiadas llamadas. Espera un momento y vuelve a intentarlo.",
                "调用次数过多，请稍后再试。",
            ],
            Self::NotReady => [
                "A mídia não está pronta para publicação. Aguarde um momento.",
                "El contenido no está listo para publicarse. Espera un momento.",
                "媒体尚未准备好发布，请稍候。",
            ],
            Self::Picture => [
                "Não foi possível usar a mídia deste endereço.",
                "No se ha podido usar el contenido de esta dirección.",
                "无法使用该地址的媒体。",
            ],
            Self::Window => [
                "Esta mensagem foi enviada fora da janela permitida.",
                "Este mensaje se envía fuera del periodo permitido.",
                "此消息在允许的时间窗口之外发送。",
            ],
            Self::Other => ["Parâmetro inválido.", "Parámetro no válido.", "参数无效。"],
        }
    }
}

impl Language {
    /// The refusal as an account of this language gets it: other words, the same codes.
    pub(crate) fn word(self, refusal: &Refusal) -> Refusal {
        let place = match self {
            Self::English => return refusal.clone(),
            Self::Portuguese => 0,
            Self::Spanish => 1,
            Self::Chinese => 2,
        };
        let said = Meaning::of(refusal.code, refusal.subcode).said()[place];
        Refusal {
            message: said.to_owned(),
            for_people: refusal.for_people.is_some().then(|| (said.to_owned(), said.to_owned())),
            ..refusal.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn another_language_changes_words_and_no_codes() {
        let english = Refusal::unknown_object("GET", "17");
        assert_eq!(Language::English.word(&english), english);
        for language in [Language::Portuguese, Language::Spanish, Language::Chinese] {
            let other = language.word(&english);
            assert_ne!(other.message, english.message);
            assert_eq!((other.code, other.subcode), (100, Some(33)));
            assert_eq!(other.for_people, None);
        }
    }
}
