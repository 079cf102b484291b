using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Respond;

/// <summary>The options of <c>respond</c>.</summary>
public sealed record RespondOptions : IValidatedOptions
{
    /// <summary>The maximum length of a body in characters.</summary>
    internal const int MaxBody = 1_048_576;

    /// <summary>The status code, 200 to 599.</summary>
    [Range(200, 599)]
    public int Status { get; init; } = 200;

    /// <summary>Additional headers, at most 100.</summary>
    [MaxLength(100)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The media type of the body. Default: <c>text/plain; charset=utf-8</c> for <c>body</c>, <c>application/json</c> for
    /// <c>json</c>.</summary>
    [StringLength(256, MinimumLength = 1)]
    public string? ContentType { get; init; }

    /// <summary>The body as text, sent in UTF-8, up to 1,048,576 characters. Default: none.</summary>
    [StringLength(MaxBody)]
    public string? Body { get; init; }

    /// <summary>The body as a value of JSON, usually a mapping. Quoted scalars are text. Default: none.</summary>
    public object? Json { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Body is not null && Json is not null)
            yield return new OptionsError("json", "can't be combined with 'body'");
        if (Status is 204 or 205 or 304 && (Body is { Length: > 0 } || Json is not null))
            yield return new OptionsError(Json is null ? "body" : "json", $"can't be sent; a {Status} doesn't have a body");
        if (ContentType is not null && !IsMediaType(ContentType))
            yield return new OptionsError(
                "contentType", $"is {HeaderOptions.Quoted(ContentType)}; it must be a media type, such as application/json");
        if (ContentType is not null && Body is null && Json is null)
            yield return new OptionsError("contentType", "needs a body");
        if (Headers.Keys.Any(name => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            yield return new OptionsError("headers", "contains 'Content-Type'; set 'contentType' instead");
        foreach (var error in HeaderOptions.ValidateValues("headers", Headers))
            yield return error;
        if (Json is not null && JsonBody.Write(Json).Length > MaxBody)
            yield return new OptionsError("json", $"is longer than {MaxBody} bytes");
    }

    private static bool IsMediaType(string text)
    {
        var type = text.AsSpan(0, text.IndexOf(';', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length).TrimEnd(' ');
        var slash = type.IndexOf('/');
        return slash > 0 && HttpSyntax.IsToken(type[..slash]) && HttpSyntax.IsToken(type[(slash + 1)..]) && HeaderOptions.IsValue(text);
    }
}
