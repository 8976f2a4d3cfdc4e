import { Modal } from "antd";
import type { ReactNode } from "react";
import { t } from "../texts";
import { d } from "../textsOfDaily";

export function KeyList({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <Modal open title={t.keys.title} onCancel={onClose} footer={null} width={420}>
      <table className="keys">
        <tbody>
          {[...t.keys.rows, ...d.keys].map(([key, text]) => (
            <tr key={key}>
              <th scope="row"><kbd>{key}</kbd></th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
