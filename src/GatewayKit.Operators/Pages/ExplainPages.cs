using GatewayKit.Admin;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GatewayKit.Operators.Pages;

/// <summary>Explains how the gateway would handle a request. The answer to the form has its input, except values of headers: they can be
/// secrets.</summary>
internal static class ExplainPages
{
    public static void Map(PageMap map)
    {
        map.Page("/explain", AdminRole.Operator, request => Task.FromResult<IResult>(Show(request, new ExplainInput("GET", "", ""))));
        map.Form("/explain", AdminRole.Operator, ExplainAsync);
    }

    private static async Task<IResult> ExplainAsync(OperatorRequest request)
    {
        var input = new ExplainInput(request.Text("method").Trim(), request.Text("url").Trim(), request.Text("headers"));
        var (body, problem) = input.Read();
        if (body is null)
            return Show(request, input, problem);

        var result = await ExplainEndpoints
            .ExplainRequestAsync(request.Http, request.Service<CurrentSnapshot>(), body).ConfigureAwait(false);
        return Show(request, input, result.Problem, result.Value);
    }

    private static RazorComponentResult<ExplainPage> Show(
        OperatorRequest request, ExplainInput input, AdminProblem? problem = null, ExplanationView? explanation = null)
        => request.Show<ExplainPage>(
            "Explain", page => new ExplainView(page, input, problem, explanation), problem?.Status ?? StatusCodes.Status200OK);
}
