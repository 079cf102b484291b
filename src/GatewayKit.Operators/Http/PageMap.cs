using GatewayKit.Admin;
using GatewayKit.Admin.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Operators.Http;

/// <summary>Maps pages, each with the role that it requires.</summary>
internal sealed class PageMap(RouteGroupBuilder group, OperatorPipeline pipeline)
{
    private const long MaximumForm = 64 * 1024;

    private static readonly string[] s_read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] s_send = [HttpMethods.Post];

    public OperatorPipeline Pipeline => pipeline;

    /// <summary>Maps a page.</summary>
    public void Page(string pattern, AdminRole role, Func<OperatorRequest, Task<IResult>> answer)
        => Map(pattern, s_read, pipeline.Read(SegmentsOf(pattern), role, answer)).WithMetadata(new RequiredRole(role));

    /// <summary>Maps the answer to a form.</summary>
    public void Form(string pattern, AdminRole role, Func<OperatorRequest, Task<IResult>> answer, long limit = MaximumForm)
        => Map(pattern, s_send, pipeline.Form(SegmentsOf(pattern), role, answer))
            .WithMetadata(new RequiredRole(role), new FormLimit(limit));

    /// <summary>Maps the answer to a form of callers without credentials.</summary>
    public void OpenForm(string pattern, Func<OperatorRequest, Task<IResult>> answer)
        => Map(pattern, s_send, pipeline.OpenForm(SegmentsOf(pattern), answer)).WithMetadata(new FormLimit(MaximumForm));

    /// <summary>Maps something that isn't a page.</summary>
    public void Open(string pattern, RequestDelegate answer) => Map(pattern, s_read, answer);

    private IEndpointConventionBuilder Map(string pattern, string[] methods, RequestDelegate answer)
        => group.MapMethods(pattern, methods, answer).ExcludeFromDescription();

    private static int SegmentsOf(string pattern) => pattern.Count(c => c == '/');
}
