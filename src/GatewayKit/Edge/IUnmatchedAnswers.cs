using Microsoft.AspNetCore.Http;

namespace GatewayKit.Edge;

/// <summary>Writes the responses to requests that match no route.</summary>
internal interface IUnmatchedAnswers
{
    /// <summary>Writes a response, such as a 404.</summary>
    Task AnswerAsync(HttpContext http, GatewayResponse answer);
}
