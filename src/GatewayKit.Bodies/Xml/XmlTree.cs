using System.Xml;

namespace GatewayKit.Bodies;

/// <summary>Reads a document into nodes with names of JSON. Comments and processing instructions have no equivalent.</summary>
/// <param name="reader">The document.</param>
/// <param name="rules">The rules.</param>
internal sealed class XmlTree(XmlReader reader, XmlJsonRules rules)
{
    private readonly XmlNames _names = new(rules);
    private readonly List<OpenElement> _open = [];
    private int _depth;
    private XmlTreeNode? _root;

    /// <summary>Reads the document.</summary>
    /// <returns>The root element.</returns>
    public XmlTreeNode Read()
    {
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Begin();
                    break;
                case XmlNodeType.EndElement:
                    End();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when _depth > 0:
                    _open[_depth - 1].AddText(reader.Value);
                    break;
                default:
                    break;
            }
        }

        return _root!;
    }

    private void Begin()
    {
        if (_depth == rules.MaxDepth)
            throw ConversionException.Invalid($"nests deeper than {rules.MaxDepth} levels");
        if (_depth == _open.Count)
            _open.Add(new OpenElement());

        var node = new XmlTreeNode(_names.OfElement(reader));
        if (_depth > 0)
        {
            var parent = _open[_depth - 1];
            parent.HasElements = true;
            parent.Add(node);
        }

        _root ??= node;
        var element = _open[_depth++];
        element.Begin(node);
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
            AddAttribute(element);
        if (isEmpty)
            End();
    }

    private void AddAttribute(OpenElement element)
    {
        if (reader is { LocalName: "nil", NamespaceURI: XmlJsonRules.XsiNamespace } && reader.Value.Trim() is "true" or "1")
            element.IsNil = true;
        else if (_names.OfAttribute(reader) is { } name)
            element.Add(new XmlTreeNode(name) { Text = reader.Value });
    }

    private void End()
    {
        var element = _open[--_depth];
        var (node, text) = (element.Node, element.Text);
        if (element.HasElements)
            text = text.Trim(XmlNames.Whitespace);
        if (element.IsNil && node.Members is null && text.Length == 0)
            node.IsNull = true;
        else if (element.IsNil)
            element.Add(new XmlTreeNode(_names.Nil) { Text = "true" });

        if (node.Members is null)
            node.Text = text;
        else if (text.Length > 0)
            element.Add(new XmlTreeNode(rules.TextKey) { Text = text });
    }
}
