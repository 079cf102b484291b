using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Mock;

/// <summary>The options of <c>mock</c>.</summary>
public sealed record MockOptions : IValidatedOptions
{
    /// <summary>The status code, 200 to 599. Default: 200.</summary>
    [Range(200, 599)]
    public int Status { get; init; } = 200;

    /// <summary>The media type of the body. Default: <c>text/plain; charset=utf-8</c> if there is a body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Further headers. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body, sent in UTF-8. Default: none.</summary>
    public string? Body { get; init; }

    /// <summary>How long the answer is held back, up to 1 h; the entry's <c>timeout</c> must be longer. Default: not at all.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan Delay { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Body is { Length: > 0 } && Status is 204 or 205 or 304)
            yield return new OptionsError("body", $"can't be sent; a {Status} has none");
        if (ContentType is not null && (ContentType.Length == 0 || HeaderRules.BrokenByValue(ContentType) is not null))
            yield return new OptionsError("contentType", $"is {HeaderOptions.Quoted(ContentType)}; it must be a media type, such as application/json");
        if (Headers.Keys.Any(name => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            yield return new OptionsError("headers", "names 'Content-Type'; set 'contentType' instead");
        foreach (var error in HeaderOptions.Values("headers", Headers))
            yield return error;
    }
}
