using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests.Wsdl;

/// <summary>Descriptions of services in different styles.</summary>
internal static class WsdlSamples
{
    /// <summary>document/literal wrapped and SOAP 1.1, in several documents.</summary>
    public static WorkFolder WithOrders(this WorkFolder folder)
    {
        Directory.CreateDirectory(folder["types"]);
        return folder.With("orders.wsdl", Orders).With("interface.wsdl", Interface)
            .With("types/orders.xsd", Types).With("types/common.xsd", Common);
    }

    private const string Orders = """
        <wsdl:definitions name="Orders" targetNamespace="urn:example:orders" xmlns:tns="urn:example:orders"
            xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
            xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/">
          <wsdl:import namespace="urn:example:orders" location="interface.wsdl"/>
          <wsdl:binding name="OrdersSoap" type="tns:OrdersPortType">
            <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
            <wsdl:operation name="PlaceOrder">
              <soap:operation soapAction="urn:example:orders/PlaceOrder"/>
              <wsdl:input><soap:body use="literal"/></wsdl:input>
              <wsdl:output><soap:body use="literal"/></wsdl:output>
              <wsdl:fault name="Unknown"><soap:fault name="Unknown" use="literal"/></wsdl:fault>
            </wsdl:operation>
            <wsdl:operation name="Ping">
              <soap:operation soapAction=""/>
              <wsdl:input><soap:body use="literal"/></wsdl:input>
              <wsdl:output><soap:body use="literal"/></wsdl:output>
            </wsdl:operation>
          </wsdl:binding>
          <wsdl:binding name="OrdersSoap12" type="tns:OrdersPortType">
            <soap12:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
          </wsdl:binding>
          <wsdl:service name="Orders">
            <wsdl:documentation>Orders of the shop.</wsdl:documentation>
            <wsdl:port name="OrdersSoap" binding="tns:OrdersSoap"><soap:address location="http://soap.invalid/services/orders.asmx?v=1"/>
              </wsdl:port>
            <wsdl:port name="OrdersSoap12" binding="tns:OrdersSoap12">
              <soap12:address location="http://soap.invalid/services/orders.asmx"/></wsdl:port>
          </wsdl:service>
        </wsdl:definitions>
        """;

    private const string Interface = """
        <definitions targetNamespace="urn:example:orders" xmlns="http://schemas.xmlsoap.org/wsdl/"
            xmlns:tns="urn:example:orders" xmlns:t="urn:example:types" xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <types>
            <xs:schema targetNamespace="urn:example:orders" elementFormDefault="qualified">
              <xs:import namespace="urn:example:types" schemaLocation="types/orders.xsd"/>
              <xs:element name="PlaceOrder">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="customer" type="xs:string"/>
                    <xs:element name="order" type="t:Order"/>
                    <xs:element name="note" type="xs:string" nillable="true"/>
                    <xs:element name="category" type="tns:Category" minOccurs="0"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:complexType name="Category">
                <xs:sequence>
                  <xs:element name="name" type="xs:string"/>
                  <xs:element name="child" type="tns:Category" minOccurs="0" maxOccurs="unbounded"/>
                </xs:sequence>
              </xs:complexType>
              <xs:element name="PlaceOrderResponse">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="orderId" type="xs:long"/>
                    <xs:element name="accepted" type="xs:boolean"/>
                    <xs:element name="line" type="t:Line" maxOccurs="unbounded"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="UnknownCustomer" type="xs:string"/>
              <xs:element name="Ping"><xs:complexType/></xs:element>
              <xs:element name="PingResponse" type="xs:int"/>
            </xs:schema>
          </types>
          <message name="PlaceIn"><part name="parameters" element="tns:PlaceOrder"/></message>
          <message name="PlaceOut"><part name="parameters" element="tns:PlaceOrderResponse"/></message>
          <message name="Unknown"><part name="detail" element="tns:UnknownCustomer"/></message>
          <message name="PingIn"><part name="parameters" element="tns:Ping"/></message>
          <message name="PingOut"><part name="parameters" element="tns:PingResponse"/></message>
          <portType name="OrdersPortType">
            <operation name="PlaceOrder">
              <documentation>Places an
                order.</documentation>
              <input message="tns:PlaceIn"/><output message="tns:PlaceOut"/><fault name="Unknown" message="tns:Unknown"/>
            </operation>
            <operation name="Ping"><input message="tns:PingIn"/><output message="tns:PingOut"/></operation>
          </portType>
        </definitions>
        """;

    private const string Types = """
        <xs:schema targetNamespace="urn:example:types" elementFormDefault="qualified" xmlns:t="urn:example:types"
            xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:include schemaLocation="common.xsd"/>
          <xs:complexType name="Order">
            <xs:complexContent>
              <xs:extension base="t:Document">
                <xs:sequence>
                  <xs:element name="line" type="t:Line" maxOccurs="100"/>
                  <xs:choice>
                    <xs:element name="card" type="t:Card"/>
                    <xs:element name="invoice" type="xs:boolean"/>
                  </xs:choice>
                </xs:sequence>
                <xs:attribute name="currency" type="t:Currency" use="required"/>
              </xs:extension>
            </xs:complexContent>
          </xs:complexType>
          <xs:complexType name="Line">
            <xs:sequence>
              <xs:element name="sku" type="xs:string"/>
              <xs:element name="quantity"><xs:simpleType><xs:restriction base="xs:int"><xs:minInclusive value="1"/></xs:restriction>
                </xs:simpleType></xs:element>
              <xs:element name="price" type="t:Price" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>
          <xs:complexType name="Price">
            <xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="net" type="xs:boolean"/></xs:extension></xs:simpleContent>
          </xs:complexType>
          <xs:simpleType name="Currency"><xs:restriction base="xs:string"><xs:enumeration value="EUR"/><xs:enumeration value="USD"/>
            </xs:restriction></xs:simpleType>
          <xs:simpleType name="Card"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{4}"/></xs:restriction></xs:simpleType>
        </xs:schema>
        """;

    private const string Common = """
        <xs:schema elementFormDefault="qualified" xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:complexType name="Document">
            <xs:sequence><xs:element name="date" type="xs:date"/><xs:any namespace="##other" processContents="lax" minOccurs="0"/>
              </xs:sequence>
          </xs:complexType>
        </xs:schema>
        """;

    /// <summary>rpc/literal, with an operation that is rpc/encoded.</summary>
    public const string Calculator = """
        <definitions targetNamespace="urn:example:calc" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:tns="urn:example:calc"
            xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <types>
            <xs:schema targetNamespace="urn:example:calc" elementFormDefault="qualified">
              <xs:complexType name="Pair"><xs:sequence><xs:element name="b" type="xs:int"/><xs:element name="a" type="xs:int"/>
                </xs:sequence></xs:complexType>
            </xs:schema>
          </types>
          <message name="AddIn"><part name="pair" type="tns:Pair"/><part name="scale" type="xs:int"/></message>
          <message name="AddOut"><part name="sum" type="xs:int"/></message>
          <portType name="Calc">
            <operation name="Add"><input message="tns:AddIn"/><output message="tns:AddOut"/></operation>
            <operation name="Old"><input message="tns:AddIn"/><output message="tns:AddOut"/></operation>
            <operation name="Notify"><output message="tns:AddOut"/></operation>
            <operation name="Log"><input message="tns:AddOut"/></operation>
          </portType>
          <binding name="CalcSoap" type="tns:Calc">
            <soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
            <operation name="Add">
              <soap:operation soapAction="add"/>
              <input><soap:body use="literal" namespace="urn:example:calc"/></input>
              <output><soap:body use="literal" namespace="urn:example:calc"/></output>
            </operation>
            <operation name="Old">
              <soap:operation soapAction="old"/>
              <input><soap:body use="encoded" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/></input>
              <output><soap:body use="encoded" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/></output>
            </operation>
            <operation name="Notify"><soap:operation soapAction="notify"/><output><soap:body use="literal"/></output></operation>
            <operation name="Log"><soap:operation soapAction="log"/><input><soap:body use="literal" namespace="urn:example:calc"/>
              </input></operation>
          </binding>
          <service name="Calculator"><port name="CalcSoap" binding="tns:CalcSoap"><soap:address location="http://soap.invalid/calc"/>
            </port></service>
        </definitions>
        """;

    /// <summary>document/literal bare and SOAP 1.2, with local elements without a namespace.</summary>
    public const string Weather = """
        <wsdl:definitions targetNamespace="urn:example:weather" xmlns:tns="urn:example:weather"
            xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/"
            xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <wsdl:types>
            <xs:schema targetNamespace="urn:example:weather">
              <xs:element name="ForecastRequest">
                <xs:complexType>
                  <xs:all>
                    <xs:element name="city" type="xs:string"/>
                    <xs:element name="days" type="xs:unsignedByte" minOccurs="0"/>
                  </xs:all>
                </xs:complexType>
              </xs:element>
              <xs:element name="Forecast">
                <xs:complexType>
                  <xs:sequence maxOccurs="unbounded">
                    <xs:element name="day" type="xs:date"/>
                    <xs:element name="degrees" type="xs:double" nillable="true"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
            </xs:schema>
          </wsdl:types>
          <wsdl:message name="In"><wsdl:part name="body" element="tns:ForecastRequest"/></wsdl:message>
          <wsdl:message name="Out"><wsdl:part name="body" element="tns:Forecast"/></wsdl:message>
          <wsdl:portType name="Weather">
            <wsdl:operation name="GetForecast"><wsdl:input message="tns:In"/><wsdl:output message="tns:Out"/></wsdl:operation>
          </wsdl:portType>
          <wsdl:binding name="WeatherSoap12" type="tns:Weather">
            <soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/>
            <wsdl:operation name="GetForecast">
              <soap12:operation soapAction="urn:example:weather/GetForecast"/>
              <wsdl:input><soap12:body use="literal"/></wsdl:input>
              <wsdl:output><soap12:body use="literal"/></wsdl:output>
            </wsdl:operation>
          </wsdl:binding>
          <wsdl:service name="Weather">
            <wsdl:port name="WeatherSoap12" binding="tns:WeatherSoap12"><soap12:address location="http://soap.invalid/weather"/></wsdl:port>
          </wsdl:service>
        </wsdl:definitions>
        """;
}
