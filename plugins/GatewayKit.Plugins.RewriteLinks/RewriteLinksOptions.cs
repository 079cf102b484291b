using System.ComponentModel.DataAnnotations;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>The options of <c>rewrite-links</c>.</summary>
public sealed record RewriteLinksOptions : IValidatedOptions
{
    /// <summary>
    /// The public address of the gateway, such as <c>https://api.example.com</c>. With a path, it is the address of the upstream's base
    /// path; without one, the path prefix that the route's transforms removed is added. Default: the scheme and the host of the request on
    /// a route with <c>hosts</c>, otherwise required.
    /// </summary>
    public string? PublicUrl { get; init; }

    /// <summary>
    /// Other addresses that mean the upstream, such as <c>https://legacy.internal</c>. The address of the destination that the response is
    /// from always does.
    /// </summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Whether addresses in bodies are replaced, in addition to headers.</summary>
    public bool Bodies { get; init; } = true;

    /// <summary>
    /// The media types of the bodies to change: a type such as <c>application/json</c>, all of a kind such as <c>text/*</c>, or all with a
    /// suffix such as <c>*+json</c>. Other bodies stay as they are.
    /// </summary>
    [MinLength(1)]
    public IReadOnlyList<string> ContentTypes { get; init; } = MediaTypes.Text;

    /// <summary>
    /// The treatment of bodies of these types whose <c>charset</c> isn't UTF-8 or ASCII: <c>reject</c> (502), or <c>pass</c> to leave them
    /// as they are. A body without <c>charset</c> is in UTF-8.
    /// </summary>
    public OtherCharsets OtherCharsets { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (PublicUrl is { } url && UpstreamBase.Parse(url) is null)
            yield return Invalid("publicUrl", url);
        for (var i = 0; i < Origins.Count; i++)
        {
            if (UpstreamBase.Parse(Origins[i]) is null)
                yield return Invalid($"origins[{i}]", Origins[i]);
        }

        foreach (var error in MediaTypes.Validate("contentTypes", ContentTypes))
            yield return error;
    }

    private static OptionsError Invalid(string option, string url)
        => new(option, $"is {HeaderOptions.Quoted(url)}; it must be an absolute http or https address without query and fragment");
}
