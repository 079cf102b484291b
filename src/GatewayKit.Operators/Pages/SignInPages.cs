using GatewayKit.Admin.Http;
using GatewayKit.Operators.Access;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Http;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>Begins and ends sessions. The form for a key is at the address of every page that needs one.</summary>
internal static class SignInPages
{
    public static void Map(PageMap map)
    {
        map.OpenForm("/sign-in", request => Task.FromResult(SignIn(map.Pipeline.Access, request)));
        map.OpenForm("/sign-out", request => Task.FromResult(SignOut(map.Pipeline.Access, request)));
    }

    private static IResult SignIn(OperatorAccess access, OperatorRequest request)
    {
        var to = request.Text("to");
        if (access.SignIn(request.Http, request.Text("key").Trim(), request.Page.Base) is not { } problem)
            return OperatorRequest.GoTo(IsPage(to) ? $"{request.Page.Base}/{to}" : request.Page.Link());

        var error = problem.Status == StatusCodes.Status429TooManyRequests
            ? "Too many keys from this address are invalid. Try again in a minute."
            : "The key isn't valid.";
        return problem.Status is 401 or 429
            ? request.Show<SignInPage>("Sign in", page => new SignInView(page, IsPage(to) ? to : "", error), problem.Status)
            : OperatorPages.Problem(request.Page, problem);
    }

    private static IResult SignOut(OperatorAccess access, OperatorRequest request)
    {
        access.SignOut(request.Http, request.Page.Base);
        return OperatorRequest.GoTo(request.Page.Link());
    }

    /// <summary>Returns whether a text is the path of a page below the overview: it can't lead to another host.</summary>
    private static bool IsPage(string to)
        => to.Length is > 0 and <= 2000 && char.IsAsciiLetter(to[0]) && to.All(c => c is > ' ' and <= '~' and not ('\\' or '?' or '#'));
}
