using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using static GatewayKit.Tests.Proxy.Subrequests.SubrequestHost;

namespace GatewayKit.Tests.Proxy.Subrequests;

/// <summary>Subrequests that end before their response is complete.</summary>
public sealed class SubrequestAbortTests : IClassFixture<SubrequestHost>
{
    private readonly SubrequestHost _host;
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SubrequestAbortTests(SubrequestHost host)
    {
        _host = host;

        // Writes a part of the body if asked to, and waits until it is aborted.
        host.Upstream = async http =>
        {
            if (http.Request.Path == "/cut")
            {
                http.Response.ContentLength = 100;
                await http.Response.WriteAsync("part");
                await _arrived.Task.WaitAsync(Patience);
                http.Abort();
                return;
            }

            if (http.Request.Path == "/part")
                await http.Response.WriteAsync("part");
            _arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Patience);
            _aborted.TrySetResult();
        };
    }

    [Theory]
    [InlineData("/up/wait")]
    [InlineData("/up/part")]
    [InlineData("/seen/part")]
    public async Task The_caller_can_cancel_it_before_and_in_the_body(string path)
    {
        using var stop = new CancellationTokenSource();
        var (_, text) = await _host.RunAsync(async (context, sender) =>
        {
            var reading = ReadAsync(context, sender, path, stop.Token);
            await _arrived.Task.WaitAsync(Patience);
            await stop.CancelAsync();
            var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Patience));
            return $"{error.CancellationToken == stop.Token}";
        });

        Assert.Equal("True", text);
        await _aborted.Task.WaitAsync(Patience);
    }

    [Theory]
    [InlineData("/up/wait")]
    [InlineData("/up/part")]
    public async Task A_client_that_disconnects_aborts_it(string path)
    {
        var ended = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Code = async (context, sender) =>
        {
            try
            {
                await ReadAsync(context, sender, path, CancellationToken.None);
            }
            catch (Exception error)
            {
                ended.SetResult(error);
            }

            return HookResult.Continue;
        };
        using var stop = new CancellationTokenSource();
        var call = _host.Gateway.Client.GetAsync("/parent", stop.Token);
        await _arrived.Task.WaitAsync(Patience);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Patience));
        await _aborted.Task.WaitAsync(Patience);
        Assert.IsAssignableFrom<OperationCanceledException>(await ended.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_response_that_is_disposed_or_forgotten_is_aborted()
    {
        await _host.RunAsync(async (context, sender) =>
        {
            using var request = Get("/up/part");
            (await sender.SendAsync(context, request, CancellationToken.None)).Dispose();
            await _aborted.Task.WaitAsync(Patience);
            return "";
        });
    }

    [Fact]
    public async Task The_end_of_its_parent_aborts_it()
    {
        HttpResponseMessage? response = null;
        await _host.RunAsync(async (context, sender) =>
        {
            response = await sender.SendAsync(context, Get("/up/part"), CancellationToken.None);
            return "";
        });

        await _aborted.Task.WaitAsync(Patience);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => response!.Content.ReadAsStringAsync().WaitAsync(Patience));
    }

    [Fact]
    public async Task A_plugin_that_throws_while_it_runs_aborts_it()
    {
        var (status, _) = await _host.RunAsync(async (context, sender) =>
        {
            await sender.SendAsync(context, Get("/up/part"), CancellationToken.None);
            throw new InvalidOperationException("thrown");
        });

        Assert.Equal(500, status);
        await _aborted.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_body_that_the_upstream_cuts_off_never_looks_complete()
    {
        var (_, text) = await _host.RunAsync(async (context, sender) =>
        {
            using var response = await sender.SendAsync(context, Get("/up/cut"), CancellationToken.None);
            _arrived.SetResult();
            var error = await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync().WaitAsync(Patience));
            return error is HttpRequestException { InnerException: HttpIOException } or HttpIOException ? "cut" : error.ToString();
        });

        Assert.Equal("cut", text);
    }

    [Fact]
    public async Task The_timeout_of_its_route_is_a_response()
    {
        var (_, text) = await _host.RunAsync(async (context, sender) =>
        {
            using var response = await sender.SendAsync(context, Get("/short"), CancellationToken.None);
            return $"{(int)response.StatusCode}";
        });

        Assert.Equal("504", text);
    }

    [Fact]
    public async Task A_request_body_that_fails_ends_it_with_400_and_its_content_is_no_longer_read()
    {
        _host.Upstream = http => http.Request.Body.CopyToAsync(http.Response.Body);
        var (_, text) = await _host.RunAsync(async (context, sender) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/seen/x")
            {
                Content = new WrittenContent(async stream =>
                {
                    await stream.WriteAsync("part"u8.ToArray());
                    throw new IOException("broken");
                }),
            };
            using var response = await sender.SendAsync(context, request, CancellationToken.None);
            return $"{(int)response.StatusCode}";
        });

        Assert.Equal("400", text);
    }

    [Fact]
    public async Task A_content_that_knows_no_token_ends_with_the_subrequest()
    {
        var ended = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (_, text) = await _host.RunAsync(async (context, sender) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/small")
            {
                Content = new WrittenContent(async stream =>
                {
                    try
                    {
                        while (true)
                            await stream.WriteAsync(new byte[10_000]);
                    }
                    catch (Exception error)
                    {
                        ended.SetResult(error);
                        throw;
                    }
                }),
            };
            using var response = await sender.SendAsync(context, request, CancellationToken.None);
            return $"{(int)response.StatusCode}";
        });

        Assert.Equal("413", text);
        Assert.IsAssignableFrom<OperationCanceledException>(await ended.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_response_of_a_subrequest_streams_to_the_client_of_its_parent()
    {
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Upstream = async http =>
        {
            await http.Response.WriteAsync("first");
            await second.Task.WaitAsync(Patience);
            await http.Response.WriteAsync("second");
        };
        _host.Code = async (context, sender) =>
        {
            var response = await sender.SendAsync(context, Get("/seen/x"), CancellationToken.None);
            return HookResult.Respond(new GatewayResponse(200).WithStream(
                async cancellation => await response.Content.ReadAsStreamAsync(cancellation), "text/plain"));
        };
        using var response = await _host.Gateway.Client.GetAsync("/parent", HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[100];

        Assert.Equal(5, await body.ReadAsync(buffer).AsTask().WaitAsync(Patience));
        second.SetResult();
        Assert.Equal(6, await body.ReadAsync(buffer).AsTask().WaitAsync(Patience));
        Assert.Equal(0, await body.ReadAsync(buffer).AsTask().WaitAsync(Patience));
    }

    private static async Task<string> ReadAsync(
        GatewayContext context, ISubrequestSender sender, string path, CancellationToken cancellation)
    {
        using var response = await sender.SendAsync(context, Get(path), cancellation);
        return await response.Content.ReadAsStringAsync(CancellationToken.None);
    }
}
