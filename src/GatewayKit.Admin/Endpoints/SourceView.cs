using GatewayKit.Runtime;

namespace GatewayKit.Admin.Endpoints;

/// <summary>A source of configuration.</summary>
/// <param name="Name">Its name, such as <c>gateway.yaml</c>.</param>
/// <param name="IsActive">Whether a version of it is active.</param>
/// <param name="IsRejected">Whether its latest version is rejected; then an earlier one is active.</param>
internal sealed record SourceView(string Name, bool IsActive, bool IsRejected)
{
    public static SourceView Of(SourceState source, RecentErrors errors)
        => new(source.Source.Name, source.Active is not null, errors.IsRejected(source.Source.Name));
}
