namespace GatewayKit.Plugins.Mirror;

/// <summary>The response of the client's own cluster, which the copy's response is compared with.</summary>
internal sealed class ClientResponse
{
    private readonly TaskCompletionSource<ComparedResponse?> _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BodyDigest? _body;
    private long? _length;
    private int _status;
    private string _encoding = "";

    /// <summary>Gets the response when it is complete; <c>null</c> if the upstream didn't respond.</summary>
    public Task<ComparedResponse?> Completed => _completed.Task;

    /// <summary>Begins to observe the response of the upstream.</summary>
    public void Observe(GatewayContext context, CompareMode mode)
    {
        var response = context.Http.Response;
        (_status, _encoding, _length) = (response.StatusCode, response.Headers.ContentEncoding.ToString(), response.ContentLength);
        if (mode != CompareMode.Body)
            return;

        // Not called for a response without a body.
        context.WrapResponseBody(stream => new BodyObservation(stream, _body = new BodyDigest()), keepsLength: true);
    }

    /// <summary>Ends the response.</summary>
    public void Complete()
    {
        if (_status == 0)
            _completed.TrySetResult(null);
        else if (_body is { } body)
            _completed.TrySetResult(new ComparedResponse(_status, _encoding, body.Length, body.Finish(_length)));
        else
            _completed.TrySetResult(new ComparedResponse(_status, _encoding, 0, new BodyDigest().Finish(0)));
    }
}
