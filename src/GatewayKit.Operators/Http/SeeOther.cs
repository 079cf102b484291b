using Microsoft.AspNetCore.Http;

namespace GatewayKit.Operators.Http;

/// <summary>A redirect after a form (RFC 9110, section 15.4.4): reloading the next page doesn't send the form again.</summary>
/// <param name="Address">The path of the next page, which the pages have created.</param>
internal sealed record SeeOther(string Address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = Address;
        return Task.CompletedTask;
    }
}
