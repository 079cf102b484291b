using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds the body of the problem documents of one status.</summary>
internal static class ProblemBinder
{
    public static ProblemBody? Bind(string status, ConfigMapping mapping, BindingPoint at)
        => RecordBinder.Bind(typeof(ProblemBody), mapping, at, RecordKeys.AsProperties) is ProblemBody body
            ? body with { Location = mapping.Location }
            : null;
}
