using GatewayKit.Analyzers.Contract;
using GatewayKit.Analyzers.Tests.Support;

namespace GatewayKit.Analyzers.Tests.Contract;

public class BodyAccessTests
{
    private readonly Rule<BodyAccessAnalyzer> _written = new("GWK0016");
    private readonly Rule<BodyAccessAnalyzer> _read = new("GWK0018");

    [Theory]
    [InlineData("await [|context.Http.Response.Body|].WriteAsync(new byte[1]);")]
    [InlineData("[|context.Http.Response.Body|] = Stream.Null;")]
    [InlineData("await [|context.Http.Response.BodyWriter|].FlushAsync();")]
    [InlineData("await [|context.Http.Response.WriteAsync(\"x\")|];")]
    [InlineData("await [|HttpResponseWritingExtensions.WriteAsync(context.Http.Response, \"x\")|];")]
    [InlineData("await [|context.Http.Response.WriteAsJsonAsync(1)|];")]
    [InlineData("await [|context.Http.Response.SendFileAsync(\"x\")|];")]
    [InlineData("await [|context.Http.Response.StartAsync()|];")]
    [InlineData("await [|context.Http.Response.CompleteAsync()|];")]
    [InlineData("await [|Results.Ok().ExecuteAsync(context.Http)|];")]
    [InlineData("Func<Task> later = () => [|context.Http.Response.WriteAsync(\"x\")|]; await later();")]
    public Task Reports_a_plugin_that_writes_the_response(string statement) => _written.ReportsAsync(Plugin(statement));

    [Theory]
    [InlineData("await [|context.Http.Request.Body|].ReadExactlyAsync(new byte[1]);")]
    [InlineData("await new StreamReader([|context.Http.Request.Body|]).ReadToEndAsync();")]
    [InlineData("await [|context.Http.Request.BodyReader|].ReadAsync();")]
    [InlineData("await [|context.Http.Request.ReadFormAsync()|];")]
    [InlineData("await Task.FromResult([|context.Http.Request.Form|]);")]
    [InlineData("await [|context.Http.Request.ReadFromJsonAsync<int>()|];")]
    [InlineData("[|context.Http.Request.EnableBuffering()|]; await Task.Yield();")]
    public Task Reports_a_plugin_that_reads_the_requests_body(string statement) => _read.ReportsAsync(Plugin(statement));

    [Theory]
    [InlineData("await context.BufferRequestBodyAsync(ByteSize.Kilobytes(1));")]
    [InlineData("context.WrapRequestBody(body => body); await Task.Yield();")]
    [InlineData("context.Http.Response.Headers[\"X\"] = nameof(HttpResponse.Body); await Task.Yield();")]
    [InlineData("await context.BufferResponseBodyAsync(ByteSize.Kilobytes(1));")]
    public async Task Accepts_the_ways_of_the_contract(string statement)
    {
        await _written.AcceptsAsync(Plugin(statement));
        await _read.AcceptsAsync(Plugin(statement));
    }

    [Fact]
    public Task Accepts_what_is_no_plugin() => _written.AcceptsAsync("""
        using Microsoft.AspNetCore.Http;
        static class Endpoint
        {
            public static Task Answer(HttpContext http) => http.Response.WriteAsync("x");
        }
        """);

    private static string Plugin(string statements) => $$"""
        using GatewayKit;
        using Microsoft.AspNetCore.Http;
        sealed class Plugin : IRequestHook
        {
            public async ValueTask<HookResult> OnRequestAsync(GatewayContext context)
            {
                {{statements}}
                return HookResult.Continue;
            }
        }
        """;
}
