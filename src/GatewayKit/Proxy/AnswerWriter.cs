using GatewayKit.Pipeline;
using GatewayKit.Responses;

namespace GatewayKit.Proxy;

/// <summary>Writes the response of a plugin or the gateway after the response hooks, with the body that they changed.</summary>
internal static class AnswerWriter
{
    public static async ValueTask WriteAsync(Exchange exchange, GatewayResponse answer)
    {
        var http = exchange.Http;
        if (exchange.Body is not { IsChanged: true } body || GrpcAnswer.Applies(http))
        {
            try
            {
                await GatewayResponseWriter.WriteBodyAsync(http, answer, exchange.CompiledRoute.Problems).ConfigureAwait(false);
            }
            catch (Exception error) when (answer.IsStreamed && !exchange.IsAborted)
            {
                exchange.NoteAnswerFailure(error);
                throw;
            }

            return;
        }

        var stream = body.Open();
        await using (stream.ConfigureAwait(false))
            await stream.CopyToAsync(http.Response.Body, RequestTimeout.WriteToken(http)).ConfigureAwait(false);
    }
}
