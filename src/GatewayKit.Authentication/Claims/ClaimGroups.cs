using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace GatewayKit.Authentication;

/// <summary>Reads the groups of a caller from a claim: a text or a list of texts.</summary>
public sealed class ClaimGroups
{
    /// <summary>The maximum number of groups of a caller.</summary>
    public const int Maximum = 200;

    private readonly ClaimPath? _path;
    private readonly FrozenSet<string>? _allowed;

    /// <summary>Initializes a new instance with a claim.</summary>
    /// <param name="path">The claim; <c>null</c> if tokens don't have groups.</param>
    /// <param name="allowed">The groups that tokens can grant, case-sensitive; <c>null</c> for all groups.</param>
    public ClaimGroups(ClaimPath? path, IEnumerable<string>? allowed = null)
    {
        _path = path;
        _allowed = allowed?.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// Reads the groups. Names that the gateway doesn't allow for groups (<see cref="ClaimNames.IsValidGroup"/>) are left out.
    /// </summary>
    /// <param name="claims">The claims: an object.</param>
    /// <param name="groups">The groups in the order of the claim, without duplicates.</param>
    /// <returns>
    /// <c>false</c> if there are more than <see cref="Maximum"/>. Reject the caller then: without some of its groups, a rule that denies a
    /// group wouldn't apply.
    /// </returns>
    public bool TryRead(JsonElement claims, [NotNullWhen(true)] out IReadOnlyList<string>? groups)
    {
        groups = [];
        if (_path is null || !_path.TryFind(claims, out var value))
            return true;

        var found = ClaimValue.Texts(value).Where(IsGroup).Distinct(StringComparer.Ordinal).Take(Maximum + 1).ToArray();
        groups = found.Length <= Maximum ? found : null;
        return groups is not null;
    }

    private bool IsGroup(string name) => _allowed?.Contains(name) != false && ClaimNames.IsValidGroup(name);
}
