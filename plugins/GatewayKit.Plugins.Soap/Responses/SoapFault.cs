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

    /// <summary>Reads the fault of a message.</summary>
    public static SoapFault Of(Envelope message)
        => message.Version == SoapVersion.V11 ? Of11(message.Content) : Of12(message.Content, message.Version.Prefix);

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
        var code = QualifiedName.Local(TextOf(Find(fault, "faultcode", "soap11")).Trim()).Split('.', MaxSubcodes + 1);
        return new SoapFault(code[0], code[1..], TextOf(Find(fault, "faultstring", "soap11")), Find(fault, "detail", "soap11"));
    }

    private static SoapFault Of12(JsonElement fault, string prefix)
    {
        var code = Find(fault, "Code", prefix);
        var value = QualifiedName.Local(TextOf(Find(code, "Value", prefix)).Trim());
        var subcodes = new List<string>();
        for (var sub = Find(code, "Subcode", prefix); sub is not null && subcodes.Count < MaxSubcodes; sub = Find(sub, "Subcode", prefix))
            subcodes.Add(QualifiedName.Local(TextOf(Find(sub, "Value", prefix)).Trim()));
        return new SoapFault(value, subcodes, ReasonOf(Find(Find(fault, "Reason", prefix), "Text", prefix)), Find(fault, "Detail", prefix));
    }

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
