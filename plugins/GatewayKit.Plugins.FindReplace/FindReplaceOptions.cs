using System.ComponentModel.DataAnnotations;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.FindReplace;

/// <summary>The options of <c>find-replace</c>.</summary>
public sealed record FindReplaceOptions : IValidatedOptions
{
    /// <summary>
    /// The replacements in the bodies of requests, in order. The leftmost match is replaced; of several at the same position, that of the
    /// first rule. A replacement isn't searched again.
    /// </summary>
    public IReadOnlyList<ReplacementRule> Request { get; init; } = [];

    /// <summary>The replacements in the bodies of responses, in the same way.</summary>
    public IReadOnlyList<ReplacementRule> Response { get; init; } = [];

    /// <summary>
    /// The maximum length of a match of a pattern, in UTF-16 code units: a body with a longer one is rejected. As much of a body is held
    /// back until more of it arrives. The time that patterns can take grows with it.
    /// </summary>
    [Range(1, 4096)]
    public int MaxMatchLength { get; init; } = 256;

    /// <summary>
    /// The media types of the bodies to change: a type such as <c>application/json</c>, all of a kind such as <c>text/*</c>, or all with a
    /// suffix such as <c>*+json</c>. Other bodies stay as they are.
    /// </summary>
    [MinLength(1)]
    public IReadOnlyList<string> ContentTypes { get; init; } = MediaTypes.Text;

    /// <summary>
    /// The treatment of bodies of these types whose <c>charset</c> isn't UTF-8 or ASCII: <c>reject</c> (415, or 502 for a response), or
    /// <c>pass</c> to leave them as they are. A body without <c>charset</c> is in UTF-8.
    /// </summary>
    public OtherCharsets OtherCharsets { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Request.Count == 0 && Response.Count == 0)
            yield return new OptionsError("", "has no replacement; set 'request' or 'response'");
        foreach (var error in ReplacementRule.Validate("request", Request).Concat(ReplacementRule.Validate("response", Response)))
            yield return error;
        foreach (var error in MediaTypes.Validate("contentTypes", ContentTypes))
            yield return error;
    }
}
