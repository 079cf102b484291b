using System.Text.Json;

namespace GatewayKit.Plugins.Soap;

/// <summary>A fault of the upstream.</summary>
/// <param name="Code">The code without its prefix, such as <c>Sender</c> or <c>Client</c>.</param>
/// <param name="Subcodes">The subcodes, the outermost first: those of SOAP 1.2, or the parts of a code such as
/// <c>Client.Authentication</c>.</param>
/// <param name="Reason">The reason; empty if there is none.</param>
/// <param name="Detail">The detail, if there is one.</param>
internal sealed record SoapFault(string Code, IReadOnlyList<string> Subcodes, string Reason, JsonElement? Detail)
{
    private const int MaxSubcodes = 10;
    private const int MaxCode = 200;

    /// <summary>Reads a fault.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="content">The content of its element.</param>
    public static SoapFault Of(SoapVersion version, JsonElement content)
        => version == SoapVersion.V11 ? Of11(content) : Of12(content, version.Prefix);

    /// <summary>Returns the names by which a status can be chosen, the most specific first.</summary>
    public IEnumerable<string> Names()
    {
        if (Detail is { ValueKind: JsonValueKind.Object } detail)
        {
            foreach (var member in detail.EnumerateObject().Where(member => !QualifiedName.IsAttribute(member.Name)))
                yield return QualifiedName.Local(member.Name);
        }

        foreach (var subcode in Subcodes.Reverse())
            yield return subcode;
        yield return Code;
    }

    // SOAP 1.1, section 4.4: the members of a fault aren't in a namespace. Some services put them into that of the envelope.
    private static SoapFault Of11(JsonElement fault)
    {
        var code = CodeOf(Find(fault, "faultcode", "soap11")).Split('.', MaxSubcodes + 1);
        return new SoapFault(code[0], code[1..], TextOf(Find(fault, "faultstring", "soap11")), Find(fault, "detail", "soap11"));
    }

    private static SoapFault Of12(JsonElement fault, string prefix)
    {
        var code = Find(fault, "Code", prefix);
        var value = CodeOf(Find(code, "Value", prefix));
        var subcodes = new List<string>();
        for (var sub = Find(code, "Subcode", prefix); sub is not null && subcodes.Count < MaxSubcodes; sub = Find(sub, "Subcode", prefix))
            subcodes.Add(CodeOf(Find(sub, "Value", prefix)));
        return new SoapFault(value, subcodes, ReasonOf(Find(Find(fault, "Reason", prefix), "Text", prefix)), Find(fault, "Detail", prefix));
    }

    /// <summary>Returns the beginning of a text, with whole characters.</summary>
    public static string Shortened(string text, int length)
        => text.Length <= length ? text
            : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");

    private static string CodeOf(JsonElement? value) => Shortened(QualifiedName.Local(TextOf(value).Trim()), MaxCode);

    /// <summary>Returns the text in English, or else the first one.</summary>
    private static string ReasonOf(JsonElement? texts)
        => texts is not { ValueKind: JsonValueKind.Array } several
            ? TextOf(texts)
            : TextOf(several.EnumerateArray().Cast<JsonElement?>().FirstOrDefault(
                text => Envelope.TryGet(text!.Value, "@xml:lang", out var language)
                    && language.GetString()!.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                ?? several[0]);

    private static JsonElement? Find(JsonElement? value, string name, string prefix)
        => value is { } element
            && (Envelope.TryGet(element, name, out var member) || Envelope.TryGet(element, $"{prefix}:{name}", out member))
            ? member
            : null;

    private static string TextOf(JsonElement? value)
        => value is not { } element ? ""
            : element.ValueKind == JsonValueKind.String ? element.GetString()!
            : Envelope.TryGet(element, QualifiedName.Text, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()!
            : "";
}
