using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.Soap;

/// <summary>Converts faults to problem documents.</summary>
internal sealed class FaultProblems(SoapOptions options)
{
    private const int MaxReason = 2000;
    private const int DefaultStatus = 502;

    /// <summary>The faults that reject the gateway's own credentials (Web Services Security 1.1, section 12).</summary>
    private static readonly FrozenSet<string> s_security = FrozenSet.Create(
        "UnsupportedSecurityToken", "UnsupportedAlgorithm", "InvalidSecurity", "InvalidSecurityToken", "FailedAuthentication",
        "FailedCheck", "SecurityTokenUnavailable", "MessageExpired");

    private readonly FrozenDictionary<string, int> _statuses = options.Faults.ToFrozenDictionary();

    /// <summary>Returns the response to a client for a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="writeDetail">Writes a value of the fault as the client's JSON.</param>
    public GatewayResponse Of(SoapFault fault, Func<JsonElement, JsonElement> writeDetail)
    {
        var status = StatusOf(fault);
        var reason = SoapFault.Shortened(fault.Reason, MaxReason);
        var problem = GatewayResponse.Problem(status, ReasonPhrases.GetReasonPhrase(status), reason.Length == 0 ? null : reason)
            .WithProblemMember("faultCode", JsonSerializer.SerializeToElement(fault.Code));
        if (fault.Subcodes.Count > 0)
            problem = problem.WithProblemMember("faultSubcodes", JsonSerializer.SerializeToElement(fault.Subcodes));
        return fault.Detail is { } detail && ShowsDetail(status) ? problem.WithProblemMember("faultDetail", writeDetail(detail)) : problem;
    }

    private int StatusOf(SoapFault fault)
    {
        foreach (var name in fault.Names())
        {
            if (_statuses.TryGetValue(name, out var status))
                return status;
        }

        var isOwn = options.Security is not null && (s_security.Contains(fault.Code) || fault.Subcodes.Any(s_security.Contains));
        return fault.Code is "Client" or "Sender" && !isOwn ? 400 : DefaultStatus;
    }

    private bool ShowsDetail(int status)
        => options.FaultDetail == FaultDetail.Always || (options.FaultDetail == FaultDetail.ClientErrors && status < 500);
}
