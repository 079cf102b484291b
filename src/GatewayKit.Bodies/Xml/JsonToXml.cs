using System.Text;
using System.Text.Json;
using System.Xml;

namespace GatewayKit.Bodies;

/// <summary>
/// Converts JSON to a document in XML, in UTF-8. A member becomes an element, an attribute or text, an array as many elements as it has
/// items.
/// </summary>
internal sealed class JsonToXml : IDisposable
{
    private const string DefaultRoot = "root";

    private readonly XmlJsonRules _rules;
    private readonly NamePath _path = new();
    private readonly JsonAttributes _attributes;
    private readonly BoundedOutput _output;
    private readonly XmlWriter _xml;
    private readonly XmlElements _elements;

    private JsonToXml(XmlJsonRules rules, bool hasNull)
    {
        _rules = rules;
        _attributes = new JsonAttributes(rules.AttributePrefix);
        _output = new BoundedOutput(rules.MaxLength);
        _xml = XmlWriter.Create(_output, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineHandling = NewLineHandling.Entitize,
            CheckCharacters = true,
        });
        _elements = new XmlElements(_xml, rules, _attributes, hasNull && rules.Nulls == NullElements.Nil);
    }

    /// <summary>Converts a document.</summary>
    /// <param name="body">The document, in UTF-8.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="root">The name of the root element; <c>null</c> if the only member of the document is the root element. A document with
    /// several members then becomes an element <c>root</c>.</param>
    /// <exception cref="ConversionException">The document can't be converted.</exception>
    public static ReadOnlyMemory<byte> Convert(ReadOnlyMemory<byte> body, XmlJsonRules rules, string? root = null)
    {
        var text = JsonBody.TextOf(body);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions
            {
                MaxDepth = rules.MaxDepth,
                AllowDuplicateProperties = false,
            });
            using var conversion = new JsonToXml(rules, JsonBody.HasNull(text.Span, rules.MaxDepth));
            return conversion.Write(document.RootElement, root);
        }
        catch (JsonException error)
        {
            throw JsonBody.Invalid(error, rules.MaxDepth);
        }
        catch (Exception error) when (error is XmlException or ArgumentException or InvalidOperationException)
        {
            throw ConversionException.Invalid("has a character that XML doesn't allow, or an attribute twice", error);
        }
    }

    public void Dispose()
    {
        _output.Dispose();
        _xml.Dispose();
    }

    private ReadOnlyMemory<byte> Write(JsonElement document, string? root)
    {
        var (name, value) = RootOf(document, root);
        _xml.WriteStartDocument();
        WriteElement(name, value, isRoot: true);
        _xml.WriteEndDocument();
        _xml.Flush();
        return _output.ToArray();
    }

    private (string Name, JsonElement Value) RootOf(JsonElement document, string? root)
    {
        if (root is not null || document.ValueKind != JsonValueKind.Object || document.GetPropertyCount() != 1)
            return (root ?? DefaultRoot, document);

        var member = document.EnumerateObject().First();
        _path.Push(member.Name);
        var isList = _rules.Arrays.Find(_path.Names)?.Item is not null;
        _path.Pop();
        return _attributes.IsAttribute(member) || member.NameEquals(_rules.TextKey)
            || (member.Value.ValueKind == JsonValueKind.Array && !isList)
            ? (DefaultRoot, document)
            : (member.Name, member.Value);
    }

    /// <summary>Writes one element; an array as an element with its items.</summary>
    private void WriteElement(string name, JsonElement value, bool isRoot = false)
    {
        if (value.ValueKind == JsonValueKind.Null && _rules.Nulls == NullElements.Omit && !isRoot)
            return;

        _path.Push(name);
        var isScope = _elements.Begin(name, value, isRoot);
        WriteContent(value);
        _elements.End(isScope);
        _path.Pop();
    }

    private void WriteContent(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    if (!_attributes.IsAttribute(member))
                        WriteMember(member);
                }

                break;
            case JsonValueKind.Array:
                var item = _rules.Arrays.Find(_path.Names)?.Item ?? _rules.ItemName;
                foreach (var element in value.EnumerateArray())
                    WriteElement(item, element);
                break;
            case JsonValueKind.Null when _rules.Nulls == NullElements.Nil:
                _xml.WriteAttributeString(XmlJsonRules.XsiPrefix, "nil", XmlJsonRules.XsiNamespace, "true");
                break;
            default:
                WriteText(JsonBody.TextOf(value));
                break;
        }
    }

    private void WriteMember(JsonProperty member)
    {
        var (name, value) = (member.Name, member.Value);
        if (name == _rules.TextKey && value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            WriteText(JsonBody.TextOf(value));
            return;
        }

        if (value.ValueKind == JsonValueKind.Array && !IsList(name))
        {
            foreach (var element in value.EnumerateArray())
                WriteElement(name, element);
        }
        else
        {
            WriteElement(name, value);
        }
    }

    private bool IsList(string name)
    {
        _path.Push(name);
        var isList = _rules.Arrays.Find(_path.Names)?.Item is not null;
        _path.Pop();
        return isList;
    }

    // A reader drops white space without other text, unless it is marked as data.
    private void WriteText(string text)
    {
        if (text.Length == 0)
            return;

        if (text.AsSpan().Trim(XmlNames.Whitespace).IsEmpty)
            _xml.WriteCData(text);
        else
            _xml.WriteString(text);
    }
}
