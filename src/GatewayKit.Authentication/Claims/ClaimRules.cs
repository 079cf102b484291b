using System.Text.Json;

namespace GatewayKit.Authentication;

/// <summary>Claims that a token must have, with one of several values each.</summary>
public sealed class ClaimRules
{
    private readonly (ClaimPath Path, string[] Values)[] _rules;

    /// <summary>Initializes a new instance with rules.</summary>
    /// <param name="rules">The allowed values by claim; an empty list allows any value.</param>
    public ClaimRules(IReadOnlyDictionary<string, IReadOnlyList<string>> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = [.. rules.Select(rule => (new ClaimPath(rule.Key), rule.Value.ToArray()))];
    }

    /// <summary>Checks an option with rules, for <see cref="IValidatedOptions.Validate"/>.</summary>
    /// <param name="option">The path of the option, such as <c>requiredClaims</c>.</param>
    /// <param name="rules">Its value.</param>
    /// <returns>An error for each name that isn't valid.</returns>
    public static IEnumerable<OptionsError> Validate(string option, IReadOnlyDictionary<string, IReadOnlyList<string>> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.Keys.SelectMany(name => ClaimPath.Validate(option, name));
    }

    /// <summary>
    /// Returns whether claims satisfy all rules: each claim has one of the allowed values, or is a list that contains one. Values are
    /// compared as text, case-sensitive: <c>true</c>, <c>42</c>.
    /// </summary>
    /// <param name="claims">The claims: an object.</param>
    public bool AreSatisfiedBy(JsonElement claims)
    {
        foreach (var (path, values) in _rules)
        {
            if (!path.TryFind(claims, out var value))
                return false;
            if (values.Length > 0 && !ClaimValue.Texts(value).Any(values.Contains))
                return false;
        }

        return true;
    }
}
