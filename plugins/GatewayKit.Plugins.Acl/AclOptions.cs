using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Acl;

/// <summary>The options of <c>acl</c>.</summary>
public sealed record AclOptions : IValidatedOptions
{
    /// <summary>The groups with access, at most 1000. If it is empty, every group that <c>deny</c> doesn't list has access.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>The groups without access, at most 1000. It has precedence over <c>allow</c>.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<string> Deny { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Allow.Count == 0 && Deny.Count == 0)
            yield return new OptionsError("", "must list groups in 'allow' or 'deny'; without them, no rule applies");
        foreach (var error in Check("allow", Allow).Concat(Check("deny", Deny)))
            yield return error;

        var denied = Deny.ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Allow.Count; i++)
        {
            if (denied.Contains(Allow[i]))
                yield return new OptionsError($"allow[{i}]", $"is {HeaderOptions.Quoted(Allow[i])}, which 'deny' lists, too; 'deny' wins")
                {
                    IsWarning = true,
                };
        }
    }

    // No caller can have a group like this: the upstream couldn't read it from X-Consumer-Groups.
    private static IEnumerable<OptionsError> Check(string option, IReadOnlyList<string> groups)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            var group = groups[i];
            if (group.Length == 0 || group.Contains(',', StringComparison.Ordinal) || group.Any(char.IsControl)
                || char.IsWhiteSpace(group[0]) || char.IsWhiteSpace(group[^1]))
            {
                yield return new OptionsError($"{option}[{i}]",
                    $"is {HeaderOptions.Quoted(group)}; it must be the name of a group, without commas and without spaces around it");
            }
        }
    }
}
