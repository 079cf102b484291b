using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

// The checks after each hook.
internal sealed partial class Exchange
{
    /// <summary>Checks whether a hook of the request did something that only the pipeline may do.</summary>
    /// <param name="answers">Whether the hook responds.</param>
    /// <exception cref="HookMisuseException">The hook did.</exception>
    public void CheckRequestHook(bool answers)
    {
        CheckResponse();
        if (!answers && Http.Response.StatusCode != _status)
            throw HookMisuseException.SetsStatus(Http.Response.StatusCode);
        if (_requestBody?.IsLeftRead == true)
            throw HookMisuseException.LeavesBodyRead();
    }

    /// <summary>Checks whether a hook of the response did something that only the pipeline may do,
    /// or left a body that can't be sent.</summary>
    /// <param name="answers">Whether the hook responds.</param>
    /// <exception cref="HookMisuseException">The hook did.</exception>
    /// <exception cref="Exception">The reason why the body can't be sent.</exception>
    public void CheckResponseHook(bool answers)
    {
        CheckResponse();
        if (!answers)
            _responseBody?.ThrowIfFailed();
    }

    /// <summary>Reverts the changes of a failed request hook.</summary>
    public void Restore()
    {
        if (Http.Response.HasStarted)
            return;

        Http.Response.StatusCode = _status;
        SetResponseBodyOfHooks();
        _requestBody?.Rewind();
    }

    private void CheckResponse()
    {
        if (Http.Response.HasStarted)
            throw HookMisuseException.Starts();

        // Looking for a feature takes many times longer than reading the revision, and this runs after each hook.
        var revision = Http.Features.Revision;
        if (revision == _revision)
            return;

        if (Http.Features.Get<IHttpResponseBodyFeature>() != _ofHooks)
            throw HookMisuseException.ReplacesBody();
        _revision = revision;
    }

    private void SetResponseBodyOfHooks()
    {
        Http.Features.Set<IHttpResponseBodyFeature>(_ofHooks);
        _revision = Http.Features.Revision;
    }
}
