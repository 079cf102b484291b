using GatewayKit.OpenApi.Mocking.Examples.Planning;

namespace GatewayKit.OpenApi.Mocking.Examples.Writing;

/// <summary>The order in which the branches of a choice are tried.</summary>
internal static class BranchOrder
{
    public static IEnumerable<int> Of(Choice choice, ExampleWriter writer)
    {
        var count = choice.Branches.Length;
        if (writer.IsLean)
            return Enumerable.Range(0, count)
                .OrderBy(branch => choice.Branches[branch].Added.Select(SchemaDepths.Of).DefaultIfEmpty().Max());
        var usual = choice.Usual;
        var first = usual < 2 ? 0 : writer.Varies ? writer.Random.Below(usual) : writer.Shift % usual;
        return Enumerable.Range(0, count).Select(branch => branch < usual ? (first + branch) % usual : branch);
    }
}
