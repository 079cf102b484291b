using GatewayKit.Admin.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Operators.Http;

/// <summary>A request for a page, whose caller has the role for it.</summary>
/// <param name="Http">The request.</param>
/// <param name="Page">The frame of the page.</param>
/// <param name="Form">The form, whose token is valid; null for a GET request.</param>
internal sealed record OperatorRequest(HttpContext Http, OperatorPage Page, IFormCollection? Form)
{
    private const int LongestMessage = 2000;

    /// <summary>Returns a service of the host.</summary>
    public T Service<T>() where T : notnull => Http.RequestServices.GetRequiredService<T>();

    /// <summary>Returns a value of the path.</summary>
    public string Value(string name) => (string)Http.Request.RouteValues[name]!;

    /// <summary>Returns a value of the query; null if it is absent or empty.</summary>
    public string? Query(string name) => Http.Request.Query[name] is [{ Length: > 0 } text, ..] ? text : null;

    /// <summary>Returns a value of the form; empty if it is absent.</summary>
    public string Text(string name) => Form?[name] is [{ } text, ..] ? text : "";

    /// <summary>Gets the reason of a change; null if the form has none. A longer one is an error of the store.</summary>
    public string? Message => Text("message").Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestMessage + 1)] : null;

    /// <summary>Gets the parameters of a list.</summary>
    public PageRequest List => new() { Limit = "200", Cursor = Query("cursor") };

    /// <summary>Returns a page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="view">Creates its view.</param>
    /// <param name="status">The status.</param>
    public RazorComponentResult<TPage> Show<TPage>(string title, Func<OperatorPage, object> view, int status = 200)
        where TPage : IComponent
        => OperatorPages.Show<TPage>(view(Page with { Title = title }), status);

    /// <summary>Returns the page of a value, or that of its problem.</summary>
    public IResult Show<T>(AdminResult<T> result, Func<T, IResult> show)
        => result.Problem is { } problem ? OperatorPages.Problem(Page, problem) : show(result.Value!);

    /// <summary>Returns a redirect to another page after a form has changed something.</summary>
    public static IResult GoTo(string address) => new SeeOther(address);
}
