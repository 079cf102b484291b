namespace GatewayKit.Bodies;

/// <summary>An element of a document with its name in JSON, an attribute, or the text beside them.</summary>
internal sealed class XmlTreeNode
{
    public XmlTreeNode(string name) => (Name, Next) = (name, this);

    public string Name { get; }

    /// <summary>Gets or sets the text of a node without members.</summary>
    public string Text { get; set; } = "";

    public bool IsNull { get; set; }

    /// <summary>Gets or sets the attributes, elements and text; of those with the same name, the last one.</summary>
    public List<XmlTreeNode>? Members { get; set; }

    /// <summary>Gets the next node with the same name and parent. The first one follows the last one.</summary>
    public XmlTreeNode Next { get; private set; }

    /// <summary>Adds a node with the same name after this one, the last one.</summary>
    public void Append(XmlTreeNode node) => (node.Next, Next) = (Next, node);
}
