using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;

namespace GatewayKit.Bodies;

/// <summary>
/// Converts JSON to a document in XML, in UTF-8. A member becomes an element, an attribute or text, an array as many elements as it has
/// items.
/// </summary>
internal sealed class JsonToXml : IDisposable
{
    private const string DefaultRoot = "root";
    private const string Xmlns = "xmlns";

    private readonly XmlJsonRules _rules;
    private readonly NamePath _path = new();
    private readonly JsonNames _names;
    private readonly BoundedOutput _output;
    private readonly XmlWriter _xml;
    private readonly byte[] _attributePrefix;
    private readonly bool _hasNull;

    private JsonToXml(XmlJsonRules rules, bool hasNull)
    {
        (_rules, _hasNull) = (rules, hasNull && rules.Nulls == NullElements.Nil);
        _names = new JsonNames(rules);
        _attributePrefix = Encoding.UTF8.GetBytes(rules.AttributePrefix);
        _output = new BoundedOutput(rules.MaxLength);
        _xml = XmlWriter.Create(_output, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineHandling = NewLineHandling.Entitize,
            CheckCharacters = true,
        });
    }

    /// <summary>Converts a document.</summary>
    /// <param name="body">The document, in UTF-8.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="root">The name of the root element; <c>null</c> if the only member of the document is the root element. A document with
    /// several members then becomes an element <c>root</c>.</param>
    /// <exception cref="ConversionException">The document can't be converted.</exception>
    public static ReadOnlyMemory<byte> Convert(ReadOnlyMemory<byte> body, XmlJsonRules rules, string? root = null)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (!Utf8.IsValid(body.Span))
            throw ConversionException.Invalid("isn't in UTF-8");
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions
            {
                MaxDepth = rules.MaxDepth,
                AllowDuplicateProperties = false,
            });
            using var conversion = new JsonToXml(rules, HasNull(body.Span, rules));
            return conversion.Write(document.RootElement, root);
        }
        catch (JsonException error)
        {
            throw ConversionException.Invalid(
                error.LineNumber is { } line
                    ? $"isn't valid JSON, or nests deeper than {rules.MaxDepth} levels "
                        + $"(line {line + 1}, byte {error.BytePositionInLine + 1})"
                    : "isn't valid JSON: an object has two members with the same name", error);
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
        return _output.Written;
    }

    private (string Name, JsonElement Value) RootOf(JsonElement document, string? root)
    {
        if (root is not null || document.ValueKind != JsonValueKind.Object || document.GetPropertyCount() != 1)
            return (root ?? DefaultRoot, document);

        var member = document.EnumerateObject().First();
        _path.Push(member.Name);
        var isList = _rules.Arrays.Find(_path.Names)?.Item is not null;
        _path.Pop();
        return IsAttribute(member) || member.NameEquals(_rules.TextKey) || (member.Value.ValueKind == JsonValueKind.Array && !isList)
            ? (DefaultRoot, document)
            : (member.Name, member.Value);
    }

    private static bool HasNull(ReadOnlySpan<byte> body, XmlJsonRules rules)
    {
        if (body.IndexOf("null"u8) < 0)
            return false;

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = rules.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
                return true;
        }

        return false;
    }

    /// <summary>Writes one element; an array as an element with its items.</summary>
    private void WriteElement(string name, JsonElement value, bool isRoot = false)
    {
        if (value.ValueKind == JsonValueKind.Null && _rules.Nulls == NullElements.Omit && !isRoot)
            return;

        _path.Push(name);
        var isObject = value.ValueKind == JsonValueKind.Object;
        var attributes = isObject && HasAttributes(value);
        if (attributes)
        {
            _names.PushScope();
            DeclareAll(value);
        }

        var (qualified, uri) = _names.Of(name, isAttribute: false);
        _xml.WriteStartElement(qualified.Prefix, qualified.Local, uri);
        if (isRoot)
            WriteDeclarations(value);
        if (attributes)
            WriteAttributes(value);
        WriteContent(value);
        _xml.WriteEndElement();
        if (attributes)
            _names.PopScope();
        _path.Pop();
    }

    private void WriteContent(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    if (!IsAttribute(member))
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
                WriteText(TextOf(value));
                break;
        }
    }

    private void WriteMember(JsonProperty member)
    {
        var (name, value) = (member.Name, member.Value);
        if (name == _rules.TextKey && value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            WriteText(TextOf(value));
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

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private bool IsAttribute(JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\')
            ? member.Name.Length > _rules.AttributePrefix.Length && member.Name.StartsWith(_rules.AttributePrefix, StringComparison.Ordinal)
            : raw.Length > _attributePrefix.Length && raw.StartsWith(_attributePrefix);
    }

    private bool HasAttributes(JsonElement value)
    {
        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            if (IsAttribute(member) && ++count > XmlJsonRules.MaxAttributes)
                throw ConversionException.HasTooManyAttributes();
        }

        return count > 0;
    }

    private void DeclareAll(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (IsAttribute(member) && PrefixOf(NameOf(member)) is { } prefix)
                _names.Declare(prefix, AttributeOf(member));
        }
    }

    private void WriteDeclarations(JsonElement value)
    {
        foreach (var (prefix, uri) in _rules.Namespaces)
            WriteDeclaration(value, prefix, uri);
        if (_rules.DefaultNamespace.Length > 0)
            WriteDeclaration(value, "", _rules.DefaultNamespace);
        if (_hasNull && !_rules.Namespaces.ContainsKey(XmlJsonRules.XsiPrefix))
            WriteDeclaration(value, XmlJsonRules.XsiPrefix, XmlJsonRules.XsiNamespace);
    }

    /// <summary>Writes a declaration, unless the root element has its own for this prefix.</summary>
    private void WriteDeclaration(JsonElement root, string prefix, string uri)
    {
        var name = _rules.AttributePrefix + (prefix.Length == 0 ? Xmlns : $"{Xmlns}:{prefix}");
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out _))
            WriteDeclaration(prefix, uri);
    }

    private void WriteDeclaration(string prefix, string uri)
    {
        if (prefix.Length == 0)
            _xml.WriteAttributeString(Xmlns, uri);
        else
            _xml.WriteAttributeString(Xmlns, prefix, null, uri);
    }

    private void WriteAttributes(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (!IsAttribute(member))
                continue;

            var name = NameOf(member);
            if (PrefixOf(name) is { } prefix)
            {
                WriteDeclaration(prefix, AttributeOf(member));
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                var (qualified, uri) = _names.Of(name, isAttribute: true);
                _xml.WriteAttributeString(qualified.Prefix, qualified.Local, uri, AttributeOf(member));
            }
        }
    }

    private string NameOf(JsonProperty attribute) => attribute.Name[_rules.AttributePrefix.Length..];

    private static string AttributeOf(JsonProperty attribute)
        => attribute.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? throw ConversionException.Invalid(
                $"has the attribute '{ConversionException.Shown(attribute.Name)}', whose value isn't a text, a number or a boolean")
            : TextOf(attribute.Value);

    /// <returns>The prefix that an attribute declares, empty for the default namespace; <c>null</c> if it isn't a declaration.</returns>
    private static string? PrefixOf(string name)
        => name == Xmlns ? ""
            : name.StartsWith("xmlns:", StringComparison.Ordinal) ? name[6..]
            : null;
}
