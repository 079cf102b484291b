using System.Text;
using System.Xml;
using GatewayKit.OpenApi.Fixtures;

namespace GatewayKit.Plugins.Record;

/// <summary>Removes secrets from XML: the texts within elements and the values of attributes whose names are those of secrets.</summary>
internal sealed class RedactedXml(XmlReader source, XmlWriter target, SecretNames secrets)
{
    private const int MaxDepth = 64;
    private const int Nowhere = int.MaxValue;

    private static readonly XmlReaderSettings s_reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private static readonly XmlWriterSettings s_writing =
        new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), OmitXmlDeclaration = true };

    /// <summary>The depth of the element whose contents are secret.</summary>
    private int _secretFrom = Nowhere;

    /// <exception cref="XmlException">The body isn't valid XML, has a document type, or is deeper than 64 levels.</exception>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body, SecretNames secrets)
    {
        using var input = new MemoryStream(body.ToArray(), writable: false);
        using var output = new MemoryStream();
        using (var reader = XmlReader.Create(input, s_reading))
        using (var writer = XmlWriter.Create(output, s_writing))
            new RedactedXml(reader, writer, secrets).Copy();

        return output.ToArray();
    }

    private void Copy()
    {
        while (source.Read())
        {
            if (source.Depth > MaxDepth)
                throw new XmlException("Too deep.");
            CopyNode();
        }
    }

    private void CopyNode()
    {
        switch (source.NodeType)
        {
            case XmlNodeType.Element:
                CopyElement();
                break;
            case XmlNodeType.EndElement:
                target.WriteFullEndElement();
                Leave();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                target.WriteString(_secretFrom == Nowhere ? Redaction.Text(source.Value) : Fixture.Redacted);
                break;
            case XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                target.WriteWhitespace(source.Value);
                break;
        }
    }

    private void CopyElement()
    {
        var isEmpty = source.IsEmptyElement;
        if (_secretFrom == Nowhere && secrets.IsSecret(source.LocalName))
            _secretFrom = source.Depth;

        target.WriteStartElement(source.Prefix, source.LocalName, source.NamespaceURI);
        while (source.MoveToNextAttribute())
        {
            var isNamespace = source.Prefix == "xmlns" || source.Name == "xmlns";
            var isSecret = !isNamespace && (_secretFrom != Nowhere || secrets.IsSecret(source.LocalName));
            target.WriteAttributeString(
                source.Prefix, source.LocalName, source.NamespaceURI, isSecret ? Fixture.Redacted : Redaction.Text(source.Value));
        }

        source.MoveToElement();
        if (!isEmpty)
            return;

        target.WriteEndElement();
        Leave();
    }

    private void Leave()
    {
        if (source.Depth == _secretFrom)
            _secretFrom = Nowhere;
    }
}
