using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Keywords;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>Ways to violate a schema.</summary>
internal static class Negations
{
    private const int MaxDepth = 8;
    private const int MaxWays = 16;
    private const int MaxSteps = 200;

    /// <summary>Returns the schemas that must all be violated to violate a schema: the branches of an <c>anyOf</c>.</summary>
    public static IEnumerable<SchemaNode> Parts(SchemaNode schema)
    {
        schema = Discriminators.Target(schema);
        return schema.Keywords is [AnyOfKeyword { Branches: var branches }] ? branches : [schema];
    }

    /// <summary>Returns the ways; empty if the schema allows everything.</summary>
    public static Branch[] Of(SchemaNode schema)
    {
        var steps = MaxSteps;
        return [.. Ways(schema, 0, ref steps).Select(way => way with { Denied = [.. way.Denied, schema] })];
    }

    private static List<Branch> Ways(SchemaNode schema, int depth, ref int steps)
    {
        var ways = new List<Branch>();
        if (depth == MaxDepth || (steps <= 0 && schema.Keywords.Length > 0))
            ways.Add(new Branch());
        else
            Add(ways, schema, depth, ref steps);
        return ways;
    }

    private static void Add(List<Branch> ways, SchemaNode schema, int depth, ref int steps)
    {
        foreach (var keyword in schema.Keywords)
        {
            if (steps-- <= 0 || ways.Count >= MaxWays)
                return;
            if (keyword is ReferenceKeyword reference)
                ways.AddRange(Ways(reference.Target, depth + 1, ref steps));
            else if (keyword is AllOfKeyword all)
                AddAll(ways, all, depth, ref steps);
            else
                ways.AddRange(Ways(keyword).Take(MaxWays));
        }
    }

    private static void AddAll(List<Branch> ways, AllOfKeyword all, int depth, ref int steps)
    {
        foreach (var branch in all.Branches)
        {
            if (ways.Count < MaxWays)
                ways.AddRange(Ways(branch, depth + 1, ref steps));
        }
    }

    private static IEnumerable<Branch> Ways(Keyword keyword) => keyword switch
    {
        NotKeyword not => [new Branch { Added = [not.Negated] }],
        TypeKeyword type => [new Branch { ExcludedTypes = type.Types }],
        RequiredKeyword required => required.Names.Select(name => new Branch { Forbidden = [name] }),
        MembersKeyword members
            => members.Properties
                .Select(property => new Branch { Required = [property.Key], DeniedMembers = [(property.Key, property.Value)] })
                .DefaultIfEmpty(new Branch()),
        _ => [new Branch()],
    };
}
