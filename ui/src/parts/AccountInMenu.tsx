import type { AccountView } from "../host/bindings";
import styles from "./AccountInMenu.module.css";
import { AccountMark } from "./AccountMark";

/** The label of an account among the items of a menu. */
export function AccountInMenu({ account }: { account: AccountView }) {
  return (
    <span className={styles.account}>
      <AccountMark mark={account.mark} colour={account.colour} size={20} />
      <bdi>{account.name || account.username}</bdi>
    </span>
  );
}
