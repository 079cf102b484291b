using GatewayKit.Analyzers.Tests.Support;
using GatewayKit.Analyzers.Unloading;

namespace GatewayKit.Analyzers.Tests.Unloading;

public class PinningApiTests
{
    [Theory]
    [InlineData("new XmlSerializer(typeof(Use))")]
    [InlineData("XmlSerializer.FromTypes([typeof(Use)])")]
    [InlineData("new XmlSerializerFactory()")]
    public Task Reports_XmlSerializer(string call) => new Rule<PinningApiAnalyzer>("GWK0003").ReportsAsync(Code($"[|{call}|]"));

    [Theory]
    [InlineData("new System.Xml.Linq.XElement(\"a\")")]
    [InlineData("System.Xml.XmlReader.Create(Stream.Null)")]
    public Task Accepts_other_XML(string call) => new Rule<PinningApiAnalyzer>("GWK0003").AcceptsAsync(Code(call));

    [Theory]
    [InlineData("TypeDescriptor.GetConverter(typeof(Use))")]
    [InlineData("TypeDescriptor.GetProperties(this)")]
    public Task Reports_TypeDescriptor(string call) => new Rule<PinningApiAnalyzer>("GWK0004").ReportsAsync(Code($"[|{call}|]"));

    [Theory]
    [InlineData("new Int32Converter().ConvertFromString(\"1\")")]
    [InlineData("typeof(Use).GetProperties()")]
    public Task Accepts_a_converter_and_reflection(string call) => new Rule<PinningApiAnalyzer>("GWK0004").AcceptsAsync(Code(call));

    [Theory]
    [InlineData("Validator.TryValidateObject(this, new ValidationContext(this), null)")]
    [InlineData("services.AddOptions<Use>().ValidateDataAnnotations()")]
    public Task Reports_DataAnnotations_Validator(string call) => new Rule<PinningApiAnalyzer>("GWK0005").ReportsAsync(Code($"[|{call}|]"));

    [Theory]
    [InlineData("new RangeAttribute(1, 2).IsValid(1)")]
    [InlineData("services.AddOptions<Use>().Validate(_ => true)")]
    public Task Accepts_other_validation(string call) => new Rule<PinningApiAnalyzer>("GWK0005").AcceptsAsync(Code(call));

    private static string Code(string call) => $$"""
        using System.ComponentModel;
        using System.ComponentModel.DataAnnotations;
        using System.Xml.Serialization;
        using Microsoft.Extensions.DependencyInjection;

        class Use
        {
            object? Call(IServiceCollection services) => {{call}};
        }
        """;
}
