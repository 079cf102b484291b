using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.BotDetection;

/// <summary>The options of <c>bot-detection</c>.</summary>
public sealed record BotDetectionOptions : IValidatedOptions
{
    /// <summary>
    /// Regular expressions of user agents with access even if <c>deny</c> or <c>scanners</c> matches, at most 100. They match any part of
    /// the header's value, without case.
    /// </summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Regular expressions of user agents without access, at most 100.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Deny { get; init; } = [];

    /// <summary>Whether to deny access to vulnerability scanners that identify themselves, such as sqlmap and Nikto.</summary>
    public bool Scanners { get; init; } = true;

    /// <summary>Whether to deny access to requests without a <c>User-Agent</c>, or with an empty one.</summary>
    public bool DenyMissing { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Deny.Count == 0 && !Scanners && !DenyMissing)
            yield return new OptionsError("", "never deny a request; set 'deny', 'scanners' or 'denyMissing'");
        foreach (var error in Check("allow", Allow).Concat(Check("deny", Deny)))
            yield return error;
    }

    private static IEnumerable<OptionsError> Check(string option, IReadOnlyList<string> patterns)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (AgentPattern.Parse(patterns[i], out var problem) is not { } pattern)
                yield return new OptionsError($"{option}[{i}]", $"is {HeaderOptions.Quoted(patterns[i])}; {problem}");
            else if (pattern.IsMatch(""))
            {
                yield return new OptionsError(
                    $"{option}[{i}]", $"is {HeaderOptions.Quoted(patterns[i])}; it matches every user agent, even an empty one");
            }
        }
    }
}
