using System.Text.Json;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Soap;

/// <summary>A message of the upstream.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Name">The name of the element in its body; <c>null</c> if the body is empty.</param>
/// <param name="Content">The content of this element.</param>
internal readonly record struct Envelope(SoapVersion Version, string? Name, JsonElement Content)
{
    private const string Next11 = "http://schemas.xmlsoap.org/soap/actor/next";
    private const string Next12 = "http://www.w3.org/2003/05/soap-envelope/role/next";
    private const string Ultimate = "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver";

    /// <summary>Gets the version of the fault; <c>null</c> if it isn't one. A service can use the other version than its envelope
    /// has.</summary>
    public SoapVersion? Fault => Name == SoapVersion.V11.Fault ? SoapVersion.V11 : Name == SoapVersion.V12.Fault ? SoapVersion.V12 : null;

    /// <summary>Reads a message.</summary>
    /// <param name="document">The message in JSON.</param>
    /// <exception cref="ConversionException">The document isn't a message, or has a header that must be understood and isn't.</exception>
    public static Envelope Read(JsonElement document)
    {
        var root = document.EnumerateObject().First();
        var version = root.NameEquals(SoapVersion.V11.Envelope) ? SoapVersion.V11
            : root.NameEquals(SoapVersion.V12.Envelope) ? SoapVersion.V12
            : throw ConversionException.Invalid("isn't a SOAP envelope");
        if (!TryGet(root.Value, version.Body, out var body) || body.ValueKind == JsonValueKind.Array)
            throw ConversionException.Invalid("doesn't have one SOAP body");
        if (TryGet(root.Value, version.Header, out var header))
            CheckHeader(header, version);

        var (name, content) = ContentOf(body);
        return new Envelope(version, name, content);
    }

    /// <summary>Returns whether a value is an object with a member.</summary>
    public static bool TryGet(JsonElement value, string name, out JsonElement member)
    {
        member = default;
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out member);
    }

    private static (string? Name, JsonElement Content) ContentOf(JsonElement body)
    {
        (string? Name, JsonElement Content) found = default;
        if (body.ValueKind == JsonValueKind.String && body.GetString()!.AsSpan().Trim(XmlNames.Whitespace).Length > 0)
            throw HasText();
        if (body.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in body.EnumerateObject())
            {
                if (QualifiedName.IsAttribute(member.Name))
                    continue;
                if (member.NameEquals(QualifiedName.Text))
                    throw HasText();
                if (found.Name is not null || member.Value.ValueKind == JsonValueKind.Array)
                    throw ConversionException.Invalid("has more than one element in its SOAP body");
                found = (member.Name, member.Value);
            }
        }

        return found;
    }

    private static ConversionException HasText() => ConversionException.Invalid("has text in its SOAP body");

    /// <summary>Rejects headers that the receiver has to process (SOAP 1.2, part 1, section 2.4), except those of addressing, and of
    /// security, which has a timestamp in most messages.</summary>
    private static void CheckHeader(JsonElement header, SoapVersion version)
    {
        if (header.ValueKind == JsonValueKind.Array)
            throw ConversionException.Invalid("has more than one SOAP header");
        if (header.ValueKind != JsonValueKind.Object)
            return;

        foreach (var member in header.EnumerateObject())
        {
            var isKnown = member.Name.StartsWith($"{Prefixes.Addressing}:", StringComparison.Ordinal)
                || member.NameEquals($"{Prefixes.Security}:Security");
            var blocks = member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToArray() : [member.Value];
            if (!isKnown && blocks.Any(block => MustBeUnderstood(block, version)))
            {
                throw ConversionException.Invalid(
                    $"has the SOAP header '{ConversionException.Shown(member.Name)}', which must be understood and isn't");
            }
        }
    }

    private static bool MustBeUnderstood(JsonElement block, SoapVersion version)
    {
        if (!TryGet(block, version.MustUnderstand, out var must) || must.GetString()!.Trim() is not ("1" or "true"))
            return false;

        var role = version == SoapVersion.V11 ? "actor" : "role";
        return !TryGet(block, $"@{version.Prefix}:{role}", out var named)
            || named.GetString()!.Trim() is "" or Next11 or Next12 or Ultimate;
    }
}
