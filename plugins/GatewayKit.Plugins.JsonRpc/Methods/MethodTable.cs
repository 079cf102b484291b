using System.Collections.Frozen;

namespace GatewayKit.Plugins.JsonRpc.Methods;

/// <summary>Finds the rule of a method: that of its name, otherwise that of its longest beginning.</summary>
internal sealed class MethodTable
{
    private readonly FrozenDictionary<string, MethodRule> _names;
    private readonly KeyValuePair<string, MethodRule>[] _beginnings;
    private readonly MethodRule? _any;

    /// <param name="options">The rules; with none, every method has the same one.</param>
    /// <param name="policyScope">The beginning of the scopes of counters.</param>
    public MethodTable(IReadOnlyList<MethodOptions> options, string policyScope)
    {
        _any = options.Count == 0 ? new MethodRule(new MethodOptions { Method = "*" }, policyScope) : null;
        var rules = options.SelectMany(option =>
        {
            var rule = new MethodRule(option, $"{policyScope}/{option.Method}");
            return option.Patterns.Select(pattern => KeyValuePair.Create(pattern, rule));
        }).ToList();
        _names = rules.Where(rule => !rule.Key.EndsWith('*')).ToFrozenDictionary(StringComparer.Ordinal);
        _beginnings =
        [
            .. rules.Where(rule => rule.Key.EndsWith('*')).Select(rule => KeyValuePair.Create(rule.Key[..^1], rule.Value))
                .OrderByDescending(rule => rule.Key.Length),
        ];
    }

    /// <summary>Returns the rule of a method; null if it can't be called.</summary>
    public MethodRule? Find(string method)
    {
        if (_any is not null)
            return _any;

        var rule = _names.GetValueOrDefault(method);
        for (var i = 0; rule is null && i < _beginnings.Length; i++)
        {
            if (method.StartsWith(_beginnings[i].Key, StringComparison.Ordinal))
                rule = _beginnings[i].Value;
        }

        return rule is { Exists: true } ? rule : null;
    }
}
