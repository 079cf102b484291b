using GatewayKit.Admin;
using GatewayKit.Admin.Access;
using GatewayKit.Admin.Http;
using GatewayKit.Operators.Access;
using GatewayKit.Operators.Components;
using GatewayKit.Portal.Subscriptions;
using GatewayKit.Store;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Operators.Http;

/// <summary>Creates pages.</summary>
internal sealed class OperatorPages(OperatorAssets assets, OperatorAccess access, IAntiforgery antiforgery)
{
    public OperatorAssets Assets => assets;

    /// <summary>Returns the frame of the pages of a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="segments">The number of segments of its path below the overview.</param>
    public OperatorPage FrameOf(HttpContext http, int segments)
    {
        var path = (http.Request.PathBase + http.Request.Path).ToUriComponent().TrimEnd('/');
        var start = path;
        for (var i = 0; i < segments; i++)
            start = start[..start.LastIndexOf('/')];
        start = start.TrimEnd('/');
        return new OperatorPage
        {
            Base = start,
            Here = path[start.Length..].TrimStart('/'),
            Assets = assets,
            Caller = http.Features.Get<AdminCaller>(),
            Token = antiforgery.GetAndStoreTokens(http),
            HasStore = http.RequestServices.GetService<IGatewayStore>() is not null,
            HasApprovals = http.RequestServices.GetService<OperatorApprovals>() is not null,
            HasKeys = access.HasKeys,
            HasSession = access.HasSession(http),
        };
    }

    public static RazorComponentResult<TPage> Show<TPage>(object view, int status = 200)
        where TPage : IComponent
        => new(new Dictionary<string, object?> { ["View"] = view }) { StatusCode = status };

    /// <summary>Returns the page of a problem. A caller without credentials can sign in there.</summary>
    public static IResult Problem(OperatorPage page, AdminProblem problem)
        => problem == AdminProblem.Unauthorized
            ? Show<SignInPage>(new SignInView(page with { Title = "Sign in" }, page.Here, null), problem.Status)
            : Show<ProblemPage>(new ProblemView(page with { Title = ProblemView.TitleOf(problem.Status) }, problem), problem.Status);
}
