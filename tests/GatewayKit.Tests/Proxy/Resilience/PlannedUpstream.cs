using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Proxy.Resilience;

/// <summary>
/// An upstream that answers each attempt of a request as the request's <c>X-Plan</c> says, such as <c>reset,503/1,200</c>. The first
/// segment of the path is the destination.
/// </summary>
internal sealed class PlannedUpstream
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _attempts = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _heads = new();
    private readonly Channel<string> _hanging = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _hungUp = Channel.CreateUnbounded<string>();

    /// <summary>Completes when another attempt hangs.</summary>
    public Task HangsAsync() => _hanging.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Completes when the gateway has ended another attempt that hung.</summary>
    public Task HungUpAsync() => _hungUp.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>The destinations of a request's attempts, in order.</summary>
    public string DestinationsOf(string id) => string.Join(' ', _attempts.GetValueOrDefault(id) ?? []);

    /// <summary>The client has the head of the response to a request, which can be cut off now.</summary>
    public void CutOff(string id) => HeadOf(id).TrySetResult();

    public async Task AnswerAsync(HttpContext http)
    {
        var request = http.Request;
        var attempts = _attempts.GetOrAdd(request.Headers["X-Id"].ToString(), _ => []);
        attempts.Enqueue(request.Path.Value!.Split('/')[1]);
        var plan = request.Headers["X-Plan"].ToString().Split(',');
        var step = plan[Math.Min(attempts.Count, plan.Length) - 1].Split('/');
        if (step[0] == "early")
        {
            http.Abort();
            return;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        switch (step[0])
        {
            case "reset":
                http.Abort();
                break;
            case "hang":
                _hanging.Writer.TryWrite(step[0]);
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                _hungUp.Writer.TryWrite(step[0]);
                break;
            case "partial":
                http.Response.ContentLength = 1000;
                await http.Response.WriteAsync("begin");
                await http.Response.Body.FlushAsync();
                await HeadOf(request.Headers["X-Id"].ToString()).Task.WaitAsync(TimeSpan.FromSeconds(60));
                http.Abort();
                break;
            default:
                // The gateway sends a request again by itself if its connection, kept from an earlier request, has closed.
                http.Response.Headers.Connection = "close";
                http.Response.StatusCode = int.Parse(step[0], CultureInfo.InvariantCulture);
                if (step.Length > 1)
                    http.Response.Headers.RetryAfter = step[1];
                if (!HttpMethods.IsHead(request.Method))
                    await http.Response.WriteAsync($"{request.Path}{request.QueryString} {body.Length}");
                break;
        }
    }

    private TaskCompletionSource HeadOf(string id)
        => _heads.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
