using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Keywords;
using GatewayKit.JsonSchema.Patterns;
using GatewayKit.OpenApi.Mocking.Examples.Patterns;
using GatewayKit.OpenApi.Mocking.Examples.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>The objects that a shape allows.</summary>
internal sealed class ObjectShape
{
    private const int MostNames = 2;

    private readonly ObjectRules _rules;
    private readonly ShapeSource _source;
    private readonly ShapeCache _cache;
    private readonly HashSet<string> _forbidden;
    private PatternExample[]? _namePatterns;

    public ObjectShape(ObjectRules rules, ShapeSource source, ShapeCache cache)
    {
        (_rules, _source, _cache) = (rules, source, cache);
        _forbidden = new HashSet<string>(source.Forbidden, StringComparer.Ordinal);
        var required = new HashSet<string>(rules.Required.Concat(source.Required), StringComparer.Ordinal);
        AddDependents(required);
        var declared = rules.Members.SelectMany(members => members.Properties.Keys).ToList();
        var dependents = rules.Dependencies
            .Where(dependency => declared.Contains(dependency.Name))
            .SelectMany(dependency => dependency.Required);
        var members = declared
            .Concat(required)
            .Concat(dependents)
            .Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Member: MemberOf(name, required.Contains(name))))
            .ToList();
        IsImpossible = IsTooSlow
            || required.Count > rules.MaximumCount
            || members.Exists(member => member.Member is null && required.Contains(member.Name))
            || required.Overlaps(_forbidden);
        Members = [.. members.Select(member => member.Member).OfType<Member>()];
        MinimumCount = rules.MinimumCount;
        MaximumCount = rules.MaximumCount;
        HasNamesToInvent = rules.Members.Exists(keyword => keyword.Additional is { IsFalse: false, Source.ValueKind: JsonValueKind.Object }
            || (keyword.Patterns.Count > 0 && Members.Length == 0));
    }

    /// <summary>Whether a required property isn't allowed.</summary>
    public bool IsImpossible { get; }

    public Member[] Members { get; }

    /// <summary>The cost of matching every name against every pattern.</summary>
    public int Cost => (Members.Length * (4 + _rules.Members.Sum(members => members.Patterns.Count))) / 4;

    public int MinimumCount { get; }

    public int MaximumCount { get; }

    /// <summary>Whether the shape describes properties whose names aren't known yet.</summary>
    public bool HasNamesToInvent { get; }

    /// <summary>The number of properties with generated names if none is required.</summary>
    public int UsualNames => !HasNamesToInvent ? 0 : NamePatterns.Count == 0 ? MostNames : Math.Min(MostNames, NamePatterns.Count);

    /// <summary>The properties that are required if another property exists.</summary>
    public IReadOnlyList<(string Name, string[] Required)> Dependencies => _rules.Dependencies;

    /// <summary>Whether finding the patterns that match a name takes too long.</summary>
    public bool IsTooSlow { get; private set; }

    /// <summary>Generators of names that match the patterns.</summary>
    public IReadOnlyList<PatternExample> NamePatterns
        => _namePatterns ??= [.. _rules.Members
            .SelectMany(members => members.Patterns)
            .Where(pattern => !pattern.Schema.IsFalse)
            .Select(pattern => PatternExample.Of(pattern.Pattern.Source))
            .OfType<PatternExample>()];

    /// <summary>The shape of names; <c>null</c> if it isn't restricted.</summary>
    public Shape? Names(WorkBudget work)
        => _rules.Names.Count == 0 ? null : _cache.Get(new ShapeSource { Nodes = [.. _rules.Names] }, work);

    /// <summary>Returns the shape of a property with any name; <c>null</c> if the property isn't allowed.</summary>
    public Member? MemberOf(string name, bool isRequired = false)
    {
        var nodes = NodesOf(name);
        if (IsTooSlow || nodes.Exists(node => node.IsFalse) || _forbidden.Contains(name))
            return null;
        var denied = _source.DeniedMembers.Where(member => member.Name == name).Select(member => member.Schema).ToArray();
        var discriminated = Array.Find(_source.Discriminated, candidate => candidate.Property == name)
            ?? _rules.Discriminated.Find(candidate => candidate.Property == name);
        return new Member(name,
            Encode(name), new ShapeSource { Nodes = [.. nodes], Denied = denied, Preferred = discriminated?.Text }, _cache)
        {
            IsRequired = isRequired,
            IsHidden = nodes.Exists(IsHidden),
        };
    }

    private List<SchemaNode> NodesOf(string name)
    {
        var nodes = new List<SchemaNode>();
        foreach (var members in _rules.Members)
        {
            var known = nodes.Count;
            if (members.Properties.TryGetValue(name, out var declared))
                nodes.Add(declared);
            nodes.AddRange(members.Patterns.Where(pattern => Matches(pattern.Pattern, name)).Select(pattern => pattern.Schema));
            if (nodes.Count == known && members.Additional is { } additional)
                nodes.Add(additional);
        }
        return nodes.Count > 0 ? [.. nodes.Distinct()] : _rules.Unevaluated;
    }

    private bool Matches(EcmaPattern pattern, string name)
    {
        var match = IsTooSlow ? false : pattern.TryMatch(name);
        IsTooSlow |= match is null;
        return match == true;
    }

    private void AddDependents(HashSet<string> required)
    {
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var (_, names) in _rules.Dependencies.Where(dependency => required.Contains(dependency.Name)).ToList())
            {
                var count = required.Count;
                required.UnionWith(names);
                grown |= required.Count > count;
            }
        }
    }

    private bool IsHidden(SchemaNode node)
    {
        var keyword = _cache.Direction switch { SchemaDirection.Request => "readOnly", SchemaDirection.Response => "writeOnly", _ => null };
        for (var i = 0; keyword is not null && i < 32; i++)
        {
            if (node.Source.ValueKind == JsonValueKind.Object
                && node.Source.TryGetProperty(keyword, out var value)
                && value.ValueKind == JsonValueKind.True)
                return true;
            if (node.Keywords is [ReferenceKeyword reference, ..])
                node = reference.Target;
            else
                break;
        }
        return false;
    }

    private static byte[] Encode(string name)
    {
        using var buffer = new JsonBuffer();
        buffer.WriteText(name);
        buffer.Write((byte)':');
        return buffer.From(0).ToArray();
    }
}
