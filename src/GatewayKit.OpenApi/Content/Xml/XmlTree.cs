using System.Text;
using System.Xml;

namespace GatewayKit.OpenApi.Content.Xml;

/// <summary>Reads XML into nodes: no document type, no external entities, at most 64 levels and 50,000 elements and attributes.</summary>
internal static class XmlTree
{
    public const int MaxDepth = 64;
    public const int MaxNodes = 50_000;

    /// <summary>Reads the root; <c>null</c> if the XML is malformed or exceeds the limits.</summary>
    public static XmlNode? Read(ReadOnlyMemory<byte> body)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = Math.Max(1, body.Length),
        };
        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, settings);
            return Read(reader);
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static XmlNode? Read(XmlReader reader)
    {
        XmlNode? root = null;
        var open = new Stack<XmlNode>();
        var texts = new Stack<StringBuilder>();
        var count = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    count += 1 + reader.AttributeCount;
                    if (open.Count == MaxDepth || count > MaxNodes)
                        return null;
                    var isEmpty = reader.IsEmptyElement;
                    var element = Element(reader);
                    root ??= element;
                    if (open.TryPeek(out var parent))
                        (parent.Children.Count == 0 ? parent.Children = [] : parent.Children).Add(element);
                    if (isEmpty)
                        break;
                    open.Push(element);
                    texts.Push(new StringBuilder());
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
                    or XmlNodeType.Whitespace when texts.Count > 0:
                    texts.Peek().Append(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop().Text = texts.Pop().ToString();
                    break;
            }
        }
        return root;
    }

    private static XmlNode Element(XmlReader reader)
    {
        var element = new XmlNode(reader.LocalName, reader.NamespaceURI);
        if (!reader.MoveToFirstAttribute())
            return element;
        element.Attributes = [];
        do
        {
            if (reader.Prefix != "xmlns" && reader.Name != "xmlns")
                element.Attributes.Add(new XmlNode(reader.LocalName, reader.NamespaceURI) { Text = reader.Value });
        }
        while (reader.MoveToNextAttribute());
        return element;
    }
}
