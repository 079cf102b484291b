using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Keywords;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>Reads the keywords that can be satisfied in several ways.</summary>
internal static class Choices
{
    private const int MaxDenied = 8;

    public static IEnumerable<Choice> Of(Keyword keyword, SchemaNode schema) => keyword switch
    {
        AnyOfKeyword any => [Usual(any, 0, Branches(any.Branches, schema))],
        OneOfKeyword one => [OneOf(one, Branches(one.Branches, schema))],
        NotKeyword not => Negations.Parts(not.Negated).Select(Not),
        ConditionKeyword condition => Of(condition),
        DependentSchemasKeyword dependent
            => dependent.Dependencies.Select((dependency, part) => Of(dependent, part, dependency.Name, dependency.Schema)),
        _ => [],
    };

    /// <summary>Returns the ways to violate a schema.</summary>
    public static Choice Not(SchemaNode schema) => Usual(schema, 0, Negations.Of(schema));

    /// <summary>Returns the schemas that are derived from a schema with a discriminator, and that schema itself.</summary>
    public static Choice Derived(DerivedSchemaKeyword keyword, SchemaNode schema)
        => Usual(keyword, 0, [.. Branches([.. keyword.Derived], schema), new Branch { Discriminated = Discriminators.Of(schema, schema) }]);

    private static Choice Usual(object key, int part, Branch[] branches) => new(key, part, branches, branches.Length);

    /// <summary>A value of one branch usually doesn't satisfy the others. If it does, the others must be violated deliberately.</summary>
    private static Choice OneOf(OneOfKeyword keyword, Branch[] branches)
    {
        if (branches.Length is < 2 or > MaxDenied)
            return Usual(keyword, 0, branches);
        var alone = branches.Select(branch => branch with { Denied = [.. keyword.Branches.Where(other => !branch.Added.Contains(other))] });
        return new Choice(keyword, 0, [.. branches, .. alone], branches.Length);
    }

    private static Branch[] Branches(IReadOnlyList<SchemaNode> schemas, SchemaNode schema)
        => [.. schemas
            .Where(branch => !branch.IsFalse)
            .Select(branch => new Branch { Added = [branch], Discriminated = Discriminators.Of(schema, branch) })];

    private static IEnumerable<Choice> Of(ConditionKeyword keyword)
    {
        if (keyword.Then is null && keyword.Otherwise is null)
            yield break;
        var then = new Branch { Added = keyword.Then is { } consequence ? [keyword.Condition, consequence] : [keyword.Condition] };
        var otherwise = new Branch { Added = keyword.Otherwise is { } alternative ? [alternative] : [], Denied = [keyword.Condition] };
        yield return Usual(keyword, 0, [then, otherwise]);
    }

    private static Choice Of(DependentSchemasKeyword keyword, int part, string name, SchemaNode schema)
        => Usual(keyword, part, [new Branch { Required = [name], Added = [schema] }, new Branch { Forbidden = [name] }]);
}
