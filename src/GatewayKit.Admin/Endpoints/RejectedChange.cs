using GatewayKit.Admin.Http;
using GatewayKit.Runtime;

namespace GatewayKit.Admin.Endpoints;

/// <summary>A change of the configuration that was rejected.</summary>
/// <param name="Source">The source that changed, such as <c>gateway.yaml</c>, or <c>plugins</c>.</param>
/// <param name="Time">The time in UTC.</param>
/// <param name="ResolvedAt">The time at which a later version of the source became active; absent as long as none has.</param>
/// <param name="Errors">The errors with their places.</param>
/// <param name="Omitted">The number of further errors.</param>
internal sealed record RejectedChange(
    string Source, DateTimeOffset Time, DateTimeOffset? ResolvedAt, IReadOnlyList<AdminError> Errors, int Omitted)
{
    public static RejectedChange Of(RejectedVersion version) => new(
        version.Source, version.Time, version.ResolvedAt,
        [.. version.Errors.Select(error => new AdminError(error.Location.ToString(), error.Text))], version.Omitted);
}
