using Fluid.Values;

namespace GatewayKit.Transforms;

/// <summary>A name whose value the plugin supplies, with members at any depth, as in <c>part.user.body.items[0].id</c>.</summary>
/// <param name="members">The known first members; null if the value itself can be used.</param>
internal sealed class DataName(IReadOnlyCollection<string>? members) : TemplateName(hasMembers: true, static (_, _) => null)
{
    /// <summary>Gets the known first members; null if the value itself can be used.</summary>
    public IReadOnlyCollection<string>? Members { get; } = members;

    /// <summary>Returns the value that the plugin supplies.</summary>
    public override FluidValue Of(TemplateExchange exchange, string name)
        => exchange.Input.Data?.TryGetValue(name, out var value) == true ? value.Value : NilValue.Instance;
}
