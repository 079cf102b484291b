using GatewayKit.Admin.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Operators.Http;

/// <summary>The page of a problem.</summary>
internal sealed record ProblemView(OperatorPage Page, AdminProblem Problem)
{
    public static string TitleOf(int status) => status switch
    {
        403 => "Not allowed",
        404 => "Not found",
        409 => "Changed meanwhile",
        503 => "Not available",
        _ => ReasonPhrases.GetReasonPhrase(status),
    };
}
