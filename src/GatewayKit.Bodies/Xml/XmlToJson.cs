using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;

namespace GatewayKit.Bodies;

/// <summary>
/// Converts a document in XML to JSON, in UTF-8. An element becomes the value of a member: its text, or an object with its attributes and
/// elements. Elements of one name and parent become an array.
/// </summary>
internal sealed partial class XmlToJson : IDisposable
{
    private const int FlushSize = 16 * 1024;

    private readonly XmlJsonRules _rules;
    private readonly NamePath _path = new();
    private readonly BoundedOutput _output;
    private readonly Utf8JsonWriter _json;

    private XmlToJson(XmlJsonRules rules)
    {
        _rules = rules;
        _output = new BoundedOutput(rules.MaxLength);
        _json = new Utf8JsonWriter(_output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Converts a document.</summary>
    /// <param name="body">The document.</param>
    /// <param name="charset">The charset of its media type; <c>null</c> if there is none.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="root">The name of a root element that JSON doesn't have; <c>null</c> if JSON has each.</param>
    /// <exception cref="ConversionException">The document can't be converted.</exception>
    public static ReadOnlyMemory<byte> Convert(ReadOnlyMemory<byte> body, string? charset, XmlJsonRules rules, string? root = null)
    {
        try
        {
            using var reader = XmlText.Open(body, charset);
            using var conversion = new XmlToJson(rules);
            return conversion.Write(new XmlTree(reader, rules).Read(), root);
        }
        catch (XmlException error)
        {
            throw ConversionException.Invalid(
                error.LineNumber > 0 ? $"isn't valid XML (line {error.LineNumber}, position {error.LinePosition})" : "isn't valid XML",
                error);
        }
        catch (DecoderFallbackException error)
        {
            throw ConversionException.Invalid("isn't valid in its charset", error);
        }
    }

    public void Dispose()
    {
        _output.Dispose();
        _json.Dispose();
    }

    private ReadOnlyMemory<byte> Write(XmlTreeNode root, string? hiddenRoot)
    {
        if (root.Name == hiddenRoot)
        {
            _path.Push(root.Name);
            WriteValue(root, _rules.Arrays.Find(_path.Names)?.Item);
        }
        else
        {
            _json.WriteStartObject();
            WriteMember(root);
            _json.WriteEndObject();
        }

        _json.Flush();
        return _output.ToArray();
    }

    private void WriteMember(XmlTreeNode last)
    {
        _json.WritePropertyName(last.Name);
        var isText = last.Name == _rules.TextKey;
        if (!isText)
            _path.Push(last.Name);
        var array = isText ? null : _rules.Arrays.Find(_path.Names);
        if (last.Next != last || array is { Item: null })
            WriteArray(last, array?.Item);
        else
            WriteValue(last, array?.Item);
        if (!isText)
            _path.Pop();
        if (_json.BytesPending > FlushSize)
            _json.Flush();
    }

    private void WriteArray(XmlTreeNode last, string? listItem)
    {
        _json.WriteStartArray();
        for (var node = last.Next; ; node = node.Next)
        {
            WriteValue(node, listItem);
            if (_json.BytesPending > FlushSize)
                _json.Flush();
            if (node == last)
                break;
        }

        _json.WriteEndArray();
    }

    private void WriteValue(XmlTreeNode node, string? listItem)
    {
        if (node.IsNull)
        {
            _json.WriteNullValue();
        }
        else if (listItem is not null)
        {
            WriteList(node, listItem);
        }
        else if (node.Members is null)
        {
            WriteText(node.Text);
        }
        else
        {
            _json.WriteStartObject();
            foreach (var member in node.Members)
                WriteMember(member);
            _json.WriteEndObject();
        }
    }

    private void WriteList(XmlTreeNode node, string item)
    {
        if (node is { Members: null, Text: "" })
        {
            _json.WriteStartArray();
            _json.WriteEndArray();
            return;
        }

        if (node.Members is not [var last] || last.Name != item)
        {
            throw ConversionException.Invalid(
                $"has other content than elements '{item}' in the list '{ConversionException.Shown(node.Name)}'");
        }

        _path.Push(item);
        WriteArray(last, _rules.Arrays.Find(_path.Names)?.Item);
        _path.Pop();
    }

    private void WriteText(string text)
    {
        var typed = text.AsSpan().Trim(XmlNames.Whitespace);
        if (_rules.Numbers.Find(_path.Names) is not null && JsonNumber().IsMatch(typed))
            _json.WriteRawValue(typed);
        else if (_rules.Booleans.Find(_path.Names) is not null && typed is "true" or "1")
            _json.WriteBooleanValue(true);
        else if (_rules.Booleans.Find(_path.Names) is not null && typed is "false" or "0")
            _json.WriteBooleanValue(false);
        else
            _json.WriteStringValue(text);
    }

    /// <summary>A number in JSON (RFC 8259, section 6).</summary>
    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\z")]
    private static partial Regex JsonNumber();
}
