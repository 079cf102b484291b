using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Keywords;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Examples.Planning;

/// <summary>Ways to violate a schema.</summary>
internal static class Negations
{
    private const int MaxDepth = 8;

    /// <summary>The schemas that must each be violated for a schema to be so: the branches of an <c>anyOf</c>.</summary>
    public static IEnumerable<SchemaNode> Parts(SchemaNode schema)
    {
        schema = Discriminators.Target(schema);
        return schema.Keywords is [AnyOfKeyword { Branches: var branches }] ? branches : [schema];
    }

    /// <summary>The ways; none if the schema allows everything.</summary>
    public static Branch[] Of(SchemaNode schema) => [.. Ways(schema, 0).Select(way => way with { Denied = [.. way.Denied, schema] })];

    private static IEnumerable<Branch> Ways(SchemaNode schema, int depth)
    {
        if (schema.Keywords.Length == 0)
            return [];
        return depth == MaxDepth ? [new Branch()] : schema.Keywords.SelectMany(keyword => Ways(keyword, depth)).Take(16);
    }

    private static IEnumerable<Branch> Ways(Keyword keyword, int depth) => keyword switch
    {
        ReferenceKeyword reference => Ways(reference.Target, depth + 1),
        AllOfKeyword all => all.Branches.SelectMany(branch => Ways(branch, depth + 1)),
        NotKeyword not => [new Branch { Added = [not.Negated] }],
        TypeKeyword type => [new Branch { ExcludedTypes = type.Types }],
        RequiredKeyword required => required.Names.Select(name => new Branch { Forbidden = [name] }),
        MembersKeyword members => members.Properties.Select(property => new Branch { Required = [property.Key], DeniedMembers = [(property.Key, property.Value)] }).DefaultIfEmpty(new Branch()),
        FalseKeyword => [new Branch()],
        _ => [new Branch()],
    };
}
