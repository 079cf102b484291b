using System.ComponentModel.DataAnnotations;

namespace GatewayKit.AccessLog;

/// <summary>The bodies in a line.</summary>
public sealed record LogBodies
{
    private static readonly ByteSize s_maximum = ByteSize.Kilobytes(64);

    /// <summary>Whether the bodies of requests are logged.</summary>
    public bool Request { get; init; }

    /// <summary>Whether the bodies of responses are logged.</summary>
    public bool Response { get; init; }

    /// <summary>The maximum size of a logged body, 1 B to 64 KB. A longer body isn't logged.</summary>
    public ByteSize Limit { get; init; } = ByteSize.Kilobytes(4);

    /// <summary>The media types of logged bodies. A type such as <c>application/problem+json</c> is JSON, too.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> ContentTypes { get; init; } = [BodyTypes.Json, BodyTypes.Form];

    internal IEnumerable<OptionsError> Validate(string option)
    {
        if (Limit.Bytes < 1 || Limit > s_maximum)
            yield return new OptionsError($"{option}.limit", $"is {Limit}; it must be between 1B and {s_maximum}");
        for (var i = 0; i < ContentTypes.Count; i++)
        {
            var at = $"{option}.contentTypes[{i}]";
            if (!BodyTypes.IsValid(ContentTypes[i]))
                yield return new OptionsError(at, $"is {HeaderOptions.Quoted(ContentTypes[i])}; it must be a type such as text/plain");
            else if (!BodyTypes.CanBeRedacted(ContentTypes[i]))
            {
                yield return new OptionsError(at, $"is {HeaderOptions.Quoted(ContentTypes[i])}; secrets in bodies of this type are logged")
                {
                    IsWarning = true,
                };
            }
        }
    }
}
