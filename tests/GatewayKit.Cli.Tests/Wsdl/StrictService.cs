using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Tests.Wsdl;

/// <summary>A SOAP service that validates each request against the schemas of its description, and answers with a content.</summary>
internal sealed class StrictService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly XmlSchemaSet _schemas;

    private StrictService(XmlSchemaSet schemas)
    {
        _schemas = schemas;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>Gets the path and query, the media type and the action of the last request.</summary>
    public string Last { get; private set; } = "";

    /// <summary>Gets the element in the body of the last request.</summary>
    public XElement? Body { get; private set; }

    /// <summary>Gets or sets the content of the body to answer with.</summary>
    public string Answer { get; set; } = "";

    public int Status { get; set; } = 200;

    /// <summary>Starts a service.</summary>
    /// <param name="documents">The WSDL documents or schemas that have its types.</param>
    public static async Task<StrictService> StartAsync(params string[] documents)
    {
        // Its own reader of schemas: it resolves files by itself, and only needs the prefixes of ancestors.
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        foreach (var document in documents)
        {
            foreach (var schema in XDocument.Load(document).Descendants(XName.Get("schema", XmlSchema.Namespace)).ToArray())
            {
                foreach (var prefix in schema.Ancestors().Attributes()
                    .Where(a => a.IsNamespaceDeclaration && schema.Attribute(a.Name) is null))
                    schema.SetAttributeValue(prefix.Name, prefix.Value);
                using var reader = XmlReader.Create(new StringReader(schema.ToString()), null, new Uri(document).ToString());
                schemas.Add(null, reader);
            }
        }

        schemas.Compile();
        var service = new StrictService(schemas);
        await service._app.StartAsync();
        return service;
    }

    /// <summary>Throws if a content isn't valid.</summary>
    public void Validate(XElement content)
        => new XDocument(new XElement(content)).Validate(_schemas, (_, e) => throw new XmlSchemaValidationException(e.Message));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var request = http.Request;
        var message = await XDocument.LoadAsync(request.Body, LoadOptions.None, http.RequestAborted);
        var envelope = message.Root!.Name.Namespace;
        Body = message.Root.Element(envelope + "Body")!.Elements().SingleOrDefault();
        Last = $"{request.Method} {request.Path}{request.QueryString} {request.ContentType} {request.Headers["SOAPAction"]}";
        if (Body is not null && _schemas.GlobalElements.Contains(new XmlQualifiedName(Body.Name.LocalName, Body.Name.NamespaceName)))
        {
            try
            {
                Validate(Body);
            }
            catch (XmlSchemaValidationException error)
            {
                Answer = new XElement(
                    envelope + "Fault", new XElement("faultcode", "x:Client"), new XElement("faultstring", error.Message)).ToString();
                Status = 500;
            }
        }

        http.Response.StatusCode = Status;
        http.Response.ContentType = request.ContentType!.Split(';')[0] + "; charset=utf-8";
        await http.Response.WriteAsync($"<s:Envelope xmlns:s=\"{envelope}\"><s:Body>{Answer}</s:Body></s:Envelope>");
    }
}
