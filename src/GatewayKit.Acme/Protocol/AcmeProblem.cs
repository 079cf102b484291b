using System.Text.Json;

namespace GatewayKit.Acme.Protocol;

/// <summary>A problem document (RFC 9457) of an ACME server (RFC 8555, section 6.7).</summary>
internal sealed record AcmeProblem
{
    public const string MediaType = "application/problem+json";

    public const string BadNonce = "badNonce";
    public const string UnknownAccount = "accountDoesNotExist";
    public const string AlreadyReplaced = "alreadyReplaced";

    private const string Prefix = "urn:ietf:params:acme:error:";

    public string? Type { get; init; }

    public string? Detail { get; init; }

    public AcmeIdentifier? Identifier { get; init; }

    public AcmeProblem[]? Subproblems { get; init; }

    /// <summary>Gets the type without its prefix, such as <c>rateLimited</c>; null for a type that isn't ACME's.</summary>
    public string? Name => Type is { } type && type.StartsWith(Prefix, StringComparison.Ordinal) && type.Length > Prefix.Length
        ? AcmeText.Shorten(type[Prefix.Length..])
        : null;

    /// <summary>Returns the problem in a sentence for the log.</summary>
    public string Describe()
    {
        var text = $"{Name ?? "an unknown problem"}: {AcmeText.Shorten(Detail ?? "no details")}";
        var parts = (Subproblems ?? []).Take(3).Select(p => $"{AcmeText.Shorten(p.Identifier?.Value ?? "?")}: {p.Describe()}");
        return string.Join("; ", parts.Prepend(text));
    }

    /// <summary>Reads the problem of a response.</summary>
    /// <returns>The problem; null if the response doesn't have a valid one.</returns>
    public static AcmeProblem? Read(AcmeAnswer answer)
    {
        if (!MediaType.Equals(answer.MediaType, StringComparison.OrdinalIgnoreCase))
            return null;

        try
        {
            return JsonSerializer.Deserialize(answer.Body, AcmeJson.Default.AcmeProblem);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
