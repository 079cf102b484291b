using Microsoft.AspNetCore.Http;

namespace GatewayKit.Edge;

/// <summary>Writes the answers to requests that no route takes.</summary>
internal interface IUnmatchedAnswers
{
    /// <summary>Writes an answer, such as a 404.</summary>
    Task AnswerAsync(HttpContext http, GatewayResponse answer);
}
