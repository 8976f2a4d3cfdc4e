import { Modal } from "antd";
import type { ReactNode } from "react";
import { f } from "../textsOfFrame";

export function KeyList({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <Modal open title={f.keys.title} onCancel={onClose} footer={null} width={760}>
      <div className="keys">
        {f.keys.groups.map(([title, rows]) => (
          <section key={title}>
            <h3>{title}</h3>
            <table>
              <tbody>
                {rows.map(([key, text]) => (
                  <tr key={key}>
                    <th scope="row"><kbd>{key}</kbd></th>
                    <td>{text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
      <p className="mut sm">{f.keys.note}</p>
    </Modal>
  );
}
