using GatewayKit.Portal.Trying.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Portal.Trying;

/// <summary>Reads the form of an operation, within its limits.</summary>
internal static class TryFormReader
{
    /// <summary>The other fields, and the boundaries between fields.</summary>
    private const int MaxRest = 512 * 1024;

    /// <summary>The server reads more than the form may have, so that a browser that sends too much gets an answer.</summary>
    private const int MaxRequest = 4 * RequestBuilder.MaxBody;

    private static readonly FormOptions s_limits = new()
    {
        BufferBody = false,
        KeyLengthLimit = 100,
        MemoryBufferThreshold = RequestBuilder.MaxBody + MaxRest,
        MultipartBodyLengthLimit = RequestBuilder.MaxBody + MaxRest,
        ValueCountLimit = 300,

        // Browsers send line breaks with two characters, so that a body can be longer than it was entered.
        ValueLengthLimit = RequestBuilder.MaxBody + (MaxRest / 2),
    };

    /// <summary>Returns the fields; null if the form isn't valid, or is too large.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxRequest;

        http.Features.Set<IFormFeature>(new FormFeature(http.Request, s_limits));
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception error) when (error is BadHttpRequestException or InvalidDataException)
        {
            return null;
        }
    }
}
